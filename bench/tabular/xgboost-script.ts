/**
 * XGBoost as an able person would use it, in Python: twelve points, by five stratified folds of the training part, which also tell how
 * many trees; then the best is fitted on the whole of it. It answers each line `{"x", "y", "testX", "seed"}`.
 */

export const XGBOOST_SCRIPT = `
import json, sys
try:
    import numpy as np, xgboost as xgb
except ImportError:
    sys.exit(0)
FOLDS = 5
POINTS = [{'max_depth': depth, 'min_child_weight': weight} for depth in (3, 4, 5, 6) for weight in (1, 5, 10)]
FIXED = {'objective': 'binary:logistic', 'eval_metric': 'logloss', 'tree_method': 'hist', 'nthread': 1, 'learning_rate': 0.05, 'subsample': 0.8, 'colsample_bytree': 0.6}
def answer(asked):
    y = np.array(asked['y'])
    x, test = (np.array(rows, dtype=np.float32) for rows in (asked['x'], asked['testX']))
    seed = asked['seed']
    order = np.random.RandomState(seed).permutation(len(y))
    fold = np.empty(len(y), dtype=int)
    for label in (0, 1):
        own = order[y[order] == label]
        fold[own] = np.arange(len(own)) % FOLDS
    folds = [(np.flatnonzero(fold != one), np.flatnonzero(fold == one)) for one in range(FOLDS)]
    whole = xgb.DMatrix(x, y)
    tried = []
    for point in POINTS:
        how = {**FIXED, **point, 'seed': seed}
        losses = list(xgb.cv(how, whole, 1000, folds=folds, early_stopping_rounds=30)['test-logloss-mean'])
        tried.append((min(losses), len(losses), how))
    loss, trees, how = min(tried, key=lambda one: one[0])
    held = np.empty(len(y))
    for others, own in folds:
        held[own] = xgb.train(how, whole.slice(others), trees).predict(whole.slice(own))
    said = xgb.train(how, whole, trees).predict(xgb.DMatrix(test))
    return {'held': held.tolist(), 'test': said.tolist(), 'trees': trees, 'depth': how['max_depth'], 'loss': float(loss)}
print(json.dumps({'version': xgb.__version__}), flush=True)
for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
`;
