"""Makes the golden cases of probes and calibrators with scikit-learn (Debian python3-sklearn 1.2.1)."""
import json, numpy as np, sklearn, sys, os
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.neighbors import KNeighborsClassifier
from sklearn.isotonic import IsotonicRegression
from sklearn.calibration import _sigmoid_calibration
from scipy.optimize import minimize_scalar
out=sys.argv[1]
v=sklearn.__version__
# Three classes, four columns, small integers: exact in float32.
n,d,K=24,4,3
X=np.array([[((i*7+j*5+i*i*j)%11)-5+(3 if (i%K)==j else 0) for j in range(d)] for i in range(n)],dtype=float)
y=np.array([i%K for i in range(n)])
Q=np.array([[2,-1,0,3],[-3,2,1,0],[0,0,4,-2]],dtype=float)
base=dict(x=X.ravel().tolist(),width=d,label=y.tolist(),query=Q.ravel().tolist())
def write(folder,name,cases):
    os.makedirs(os.path.join(out,folder),exist_ok=True)
    with open(os.path.join(out,folder,name+'.json'),'w') as f:
        f.write('[\n'+',\n'.join(' '+json.dumps(case) for case in cases)+'\n]\n')
cases=[]
for C in (0.05,2.0):
    m=LogisticRegression(C=C,solver='newton-cg',tol=1e-12,max_iter=100000).fit(X,y); p=m.predict_proba(Q)
    for q in range(3):
        cases.append(dict(source=f"scikit-learn {v}, LogisticRegression(C={C}, solver='newton-cg', tol=1e-12), make.py",tolerance=1e-6,why="the reference stops by its gradient",input=dict(base,setting=C,row=q,**{'class':q}),value=float(p[q,q])))
m=LogisticRegression(C=1.0,solver='newton-cg',tol=1e-12,max_iter=100000).fit(X,(y==1).astype(int)); p=m.predict_proba(Q)
cases.append(dict(source=f"scikit-learn {v}, LogisticRegression(C=1, solver='newton-cg', tol=1e-12) of two classes, make.py",tolerance=1e-6,why="the reference stops by its gradient",input=dict(base,label=(y==1).astype(int).tolist(),setting=1.0,row=1,**{'class':1}),value=float(p[1,1])))
write('Probes','logistic',cases)
cases=[]
for a in (0.5,20.0):
    T=np.eye(K)[y]; P=Ridge(alpha=a,solver='cholesky').fit(X,T).predict(Q); P=np.maximum(P,0); P=P/P.sum(1,keepdims=True)
    cases.append(dict(source=f"scikit-learn {v}, Ridge(alpha={a}) on indicators, clipped at 0 and divided by their sum, make.py",tolerance=1e-11,why="closed form in double",input=dict(base,setting=a,row=0,**{'class':2}),value=float(P[0,2])))
write('Probes','ridge',cases)
cases=[]
Xn=X/np.linalg.norm(X,axis=1,keepdims=True); Qn=Q/np.linalg.norm(Q,axis=1,keepdims=True)
for k in (5,20):
    m=KNeighborsClassifier(k,metric='cosine',weights=lambda dist:np.exp((1-dist)/0.07),algorithm='brute').fit(X,y); p=m.predict_proba(Q)
    cases.append(dict(source=f"scikit-learn {v}, KNeighborsClassifier({k}, metric='cosine', weights=exp(s/0.07)), make.py",tolerance=1e-5,why="unit rows are kept as floats here; the temperature magnifies their rounding by 14",input=dict(base,setting=k,row=1,**{'class':1}),value=float(p[1,1])))
write('Probes','knn',cases)
cases=[]
for t in (1.0,0.1):
    mu=np.stack([Xn[y==k].mean(0) for k in range(K)]); mu/=np.linalg.norm(mu,axis=1,keepdims=True); z=Qn@mu.T/t; e=np.exp(z-z.max(1,keepdims=True)); p=e/e.sum(1,keepdims=True)
    cases.append(dict(source=f"numpy {np.__version__} from the definition, make.py",tolerance=1e-12,why="closed form in double",input=dict(base,setting=t,row=0,**{'class':0}),value=float(p[0,0])))
write('Probes','prototype',cases)
# calibrators
rng=np.random.RandomState(5)
s=np.round(rng.uniform(0.02,0.98,40),3); yy=(rng.uniform(size=40)<s**2).astype(int)
logit=np.log(s/(1-s)); cb=dict(score=s.tolist(),label=yy.tolist())
a,b=_sigmoid_calibration(logit,yy)
cases=[dict(source=f"scikit-learn {v}, _sigmoid_calibration on log-odds, make.py",tolerance=1e-4,why="the reference stops its BFGS at a gradient of 1e-5",input=dict(cb,query=q),value=float(1/(1+np.exp(a*np.log(q/(1-q))+b)))) for q in (0.1,0.5,0.9)]
write('Calibrators','platt',cases)
iso=IsotonicRegression(y_min=0,y_max=1,out_of_bounds='clip').fit(s,yy)
cases=[dict(source=f"scikit-learn {v}, IsotonicRegression(out_of_bounds='clip'), make.py",tolerance=1e-12,why="closed form in double",input=dict(cb,query=q),value=float(iso.predict([q])[0])) for q in (0.01,0.4,float(s[7]),0.77,0.999)]
write('Calibrators','isotonic',cases)
def nll(lt):
    T=np.exp(lt); z=logit/T
    return np.logaddexp(0,np.where(yy==1,-z,z)).sum()
r=minimize_scalar(nll,bounds=(-5,5),method='bounded',options=dict(xatol=1e-12)); T=float(np.exp(r.x))
cases=[dict(source="scipy.optimize.minimize_scalar of the log loss over log T, make.py",tolerance=1e-6,why="a minimum is flat: the reference finds it to the root of rounding",input=dict(cb,query=q),value=float(1/(1+np.exp(-np.log(q/(1-q))/T)))) for q in (0.1,0.6)]
write('Calibrators','temperature',cases)
