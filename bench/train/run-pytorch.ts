/** The same work in PyTorch on the same cores, where it is installed. */

import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { ROWS, TRANSFORMER } from './measure-networks.ts';

/** Seconds of each case, the median of five. */
export interface PytorchFigures {
  readonly version: string;
  readonly reference: number;
  readonly transformerStep: number;
  readonly score: number;
}

/** Where Debian puts python3-torch too, if another Python comes first. */
const PYTHONS = ['python3', '/usr/bin/python3'];

/** Null where no Python has PyTorch. */
export async function runPytorch(rowsToScore: number): Promise<PytorchFigures | null> {
  const given = { ...ROWS, transformer: TRANSFORMER, rowsToScore, threads: availableParallelism() };
  for (const python of PYTHONS) {
    const { stdout } = await promisify(execFile)(python, ['-c', SCRIPT, JSON.stringify(given)]).catch(() => ({
      stdout: '',
    }));
    if (stdout !== '') return JSON.parse(stdout);
  }
  return null;
}

const SCRIPT = `
import json, sys, time
try:
    import torch
except ImportError:
    sys.exit(0)
import torch.nn as nn, torch.nn.functional as F
g = json.loads(sys.argv[1])
torch.set_num_threads(g['threads'])
torch.manual_seed(1)
def median(run, rounds=5):
    run()
    took = []
    for _ in range(rounds):
        start = time.perf_counter(); run(); took.append(time.perf_counter() - start)
    return sorted(took)[rounds // 2]
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
def step():
    adam.zero_grad()
    F.cross_entropy(model(seq, mask).view(-1, N), to.view(-1)).backward()
    adam.step()
def score():
    with torch.no_grad():
        for at in range(0, g['rowsToScore'], 16384): torch.sigmoid(net(many[at:at + 16384]))
many = torch.randn(g['rowsToScore'], g['features'])
out = {'version': torch.__version__, 'reference': 0, 'transformerStep': 0, 'score': 0}
if g['rowsToScore'] > 0: out['score'] = median(score)
else: out['reference'] = median(reference); out['transformerStep'] = median(step)
print(json.dumps(out))
`;
