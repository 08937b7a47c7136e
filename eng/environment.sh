# Sourced by every script that calls dotnet: builds are exactly what the lock files say, and leave no process behind
# that would hold a caller's pipes open.
export ISONOMIA_LOCKED=1 MSBUILDDISABLENODEREUSE=1 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
