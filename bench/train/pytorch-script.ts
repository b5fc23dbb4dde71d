/** What PyTorch is asked to do, in Python: it answers each line `{"work", "threads"}` with the seconds that one round took. */

export const PYTORCH_SCRIPT = `
import json, sys, time
try:
    import torch
except ImportError:
    sys.exit(0)
import torch.nn as nn, torch.nn.functional as F
g = json.loads(sys.argv[1])
torch.manual_seed(1)
a, b = g['hidden']
net = nn.Sequential(nn.Linear(g['features'], a), nn.ReLU(), nn.Linear(a, b), nn.ReLU(), nn.Linear(b, 1))
x = torch.randn(g['rows'], g['features']); y = (torch.rand(g['rows'], 1) < 0.3).float()
opt = torch.optim.Adam(net.parameters(), lr=0.001)
def reference():
    for _ in range(g['epochs']):
        order = torch.randperm(g['rows'])
        for at in range(0, g['rows'], g['batch']):
            some = order[at:at + g['batch']]
            opt.zero_grad()
            F.binary_cross_entropy_with_logits(net(x[some]), y[some]).backward()
            opt.step()
e = g['ensemble']; M = e['members']
class Scaled(nn.Module):
    def __init__(self, i, o, shared):
        super().__init__()
        self.w = nn.Parameter(torch.randn(*((i, o) if shared else (M, i, o))) / i ** 0.5)
        self.b = nn.Parameter(torch.zeros(M, 1, o))
        self.r = nn.Parameter(torch.randint(0, 2, (M, 1, i)) * 2.0 - 1) if shared else None
        self.s = nn.Parameter(torch.ones(M, 1, o)) if shared else None
    def forward(self, x):
        if self.r is None: return torch.matmul(x, self.w) + self.b
        return torch.matmul(x * self.r, self.w) * self.s + self.b
class Ensemble(nn.Module):
    def __init__(self):
        super().__init__()
        sizes = [e['inputs'], *e['hidden'], 1]
        self.layers = nn.ModuleList([Scaled(i, o, o > 1) for i, o in zip(sizes, sizes[1:])])
        self.drop = nn.Dropout(e['dropout'])
    def forward(self, x):
        for layer in self.layers[:-1]: x = self.drop(F.relu(layer(x)))
        return self.layers[-1](x)
members = Ensemble(); adamw = torch.optim.AdamW(members.parameters(), lr=0.002, weight_decay=0.01)
binned = torch.rand(g['rows'], e['inputs'])
def ensemble():
    members.train()
    for _ in range(e['epochs']):
        order = torch.randperm(g['rows'])
        for at in range(0, g['rows'], e['batch']):
            some = order[at:at + e['batch']]
            adamw.zero_grad()
            logits = members(binned[some])
            F.binary_cross_entropy_with_logits(logits, y[some].expand_as(logits)).backward()
            adamw.step()
t = g['transformer']; W, L, N = t['width'], t['length'], t['items']
class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.n1 = nn.LayerNorm(W); self.n2 = nn.LayerNorm(W)
        self.attend = nn.MultiheadAttention(W, t['heads'], batch_first=True)
        self.up = nn.Linear(W, W); self.down = nn.Linear(W, W); self.drop = nn.Dropout(t['dropout'])
    def forward(self, x, mask):
        y = self.n1(x)
        x = x + self.drop(self.attend(y, y, y, attn_mask=mask, need_weights=False)[0])
        return x + self.drop(self.down(F.relu(self.up(self.n2(x)))))
class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.items = nn.Embedding(N + 1, W, padding_idx=N); self.places = nn.Embedding(L, W)
        self.blocks = nn.ModuleList([Block() for _ in range(t['layers'])])
        self.norm = nn.LayerNorm(W); self.drop = nn.Dropout(t['dropout'])
    def forward(self, seq, mask):
        x = self.drop(self.items(seq) * W ** 0.5 + self.places.weight)
        for block in self.blocks: x = block(x, mask)
        return self.norm(x) @ self.items.weight[:N].T
model = Model(); adam = torch.optim.Adam(model.parameters(), lr=0.001)
seq = torch.randint(N, (t['batch'], L)); to = torch.randint(N, (t['batch'], L))
mask = torch.triu(torch.ones(L, L, dtype=torch.bool), 1)
def transformer():
    adam.zero_grad()
    F.cross_entropy(model(seq, mask).view(-1, N), to.view(-1)).backward()
    adam.step()
CHUNK = 4096
many = torch.randn(g['rowsToScore'], g['features'])
some = torch.rand(CHUNK, e['inputs'])
def scoreReference():
    with torch.no_grad():
        for at in range(0, g['rowsToScore'], CHUNK): torch.sigmoid(net(many[at:at + CHUNK]))
# Scales are multiplied into each member's kernels beforehand, and the first layer is one product for all members.
with torch.no_grad():
    folded = [(l.w if l.r is None else l.r.transpose(1, 2) * l.w * l.s, l.b) for l in members.layers]
    first = folded[0][0].permute(1, 0, 2).reshape(e['inputs'], -1).contiguous()
def scoreEnsemble():
    rows = -(-g['rowsToScore'] // 10)
    with torch.no_grad():
        for at in range(0, rows, CHUNK):
            h = some[:rows - at] @ first
            h = F.relu(h.view(len(h), M, -1).transpose(0, 1) + folded[0][1])
            for w, b in folded[1:-1]: h = F.relu(torch.bmm(h, w) + b)
            torch.sigmoid(torch.bmm(h, folded[-1][0]) + folded[-1][1]).mean(0)
# Its products of matrices are those of a library that is not its own; that which comes with Debian's, blas, is several times slower than openblas.
def products():
    if torch.backends.mkl.is_available(): return 'mkl'
    some @ first
    try: loaded = open('/proc/self/maps').read().split()
    except OSError: return 'an unknown library'
    for name in ('libblas.so', 'libopenblas'):
        for path in loaded:
            if name in path: return path.split('/')[-2]
    return 'its own'
print(json.dumps({'version': f'{torch.__version__} with products by {products()}'}), flush=True)
warm = set()
for line in sys.stdin:
    asked = json.loads(line)
    torch.set_num_threads(asked['threads'])
    run = {f.__name__: f for f in (reference, ensemble, transformer, scoreReference, scoreEnsemble)}[asked['work']]
    if line not in warm: run(); warm.add(line)
    start = time.perf_counter(); run()
    print(json.dumps(time.perf_counter() - start), flush=True)
`;
