return await Isonomia.Cli.Application.RunAsync(args);
