#!/usr/bin/env python3
"""The weights of src/align/docpair_judge.c, fitted.

  fit_pairs.py TAIYAKU TASK... -- LEXICON...

A TASK is a folder with en/, ja/ and gold.tsv (English name, tab, Japanese name,
without .txt); each is paired once with each LEXICON ('' is the newsroom's).
Merit is a logistic regression on all candidates, the score another one on how far
it is ahead of the next best and of nothing at all.  Prints the initialiser, and what the weights achieve in
five folds by English story."""
import json
import math
import os
import subprocess
import sys

FAR = 6.0
NOTHING = -2.0


def logistic(rows, labels, prior):
    """Newton's method; a normal prior of this precision on all but the first."""
    k = len(rows[0])
    w = [0.0] * k
    for _ in range(40):
        g = [-prior * x if i else 0.0 for i, x in enumerate(w)]
        h = [[(prior if i else 1e-9) * (i == j) for j in range(k)] for i in range(k)]
        for x, y in zip(rows, labels):
            z = max(-30.0, min(30.0, sum(a * b for a, b in zip(w, x))))
            p = 1 / (1 + math.exp(-z))
            for i in range(k):
                g[i] += (y - p) * x[i]
                for j in range(k):
                    h[i][j] += p * (1 - p) * x[i] * x[j]
        step = solve(h, g)
        w = [a + b for a, b in zip(w, step)]
        if max(map(abs, step)) < 1e-9:
            break
    return w


def solve(m, v):
    n = len(v)
    m = [row[:] + [x] for row, x in zip(m, v)]
    for i in range(n):
        p = max(range(i, n), key=lambda r: abs(m[r][i]))
        m[i], m[p] = m[p], m[i]
        for r in range(n):
            if r != i:
                f = m[r][i] / m[i][i]
                m[r] = [a - f * b for a, b in zip(m[r], m[i])]
    return [m[i][n] / m[i][i] for i in range(n)]


def read(taiyaku, task, lexicon):
    env = dict(os.environ, TAIYAKU_LEXICON=os.path.abspath(lexicon) if lexicon else '')
    out = subprocess.run([os.path.abspath(taiyaku), 'corpus', 'pair', '-q', '--json', '--many',
                          '--min', '0', 'en', 'ja'], cwd=task, env=env, check=True,
                         capture_output=True, text=True).stdout
    gold = dict(line.split() for line in open(task + '/gold.tsv'))
    name = lambda path: os.path.basename(path)[:-len('.txt')]
    group = []
    for line in out.splitlines():
        p = json.loads(line)
        p['en'], p['ja'] = name(p['source']), name(p['target'])
        p['gold'] = gold.get(p['en']) == p['ja']
        group.append(p)
    return group, gold


def evidence(p):
    return [1.0, p['likeness'], p['share'], p['odds']]


def compare(group, w):
    """Merit and lead of each candidate, as ty_judge_compare() has them."""
    for p in group:
        p['merit'] = sum(a * b for a, b in zip(w, evidence(p)))
    for side in ('en', 'ja'):
        of = {}
        for p in group:
            of.setdefault(p[side], []).append(p)
        for ps in of.values():
            for p in ps:
                best = max([q['merit'] for q in ps if q is not p] + [NOTHING])
                p['ahead ' + side] = max(-FAR, min(FAR, p['merit'] - best))
    for p in group:
        p['far'] = min(p['ahead en'], p['ahead ja'])


def fit(groups, take):
    use = [p for g in groups for p in g if take(p)]
    w = logistic([evidence(p) for p in use], [p['gold'] for p in use], 0.01)
    for g in groups:
        compare(g, w)
    s = logistic([[1.0, p['far']] for p in use], [p['gold'] for p in use], 0.01)
    return w, s


def fold(p):
    return int(p['en']) % 5


def main():
    cut = sys.argv.index('--')
    runs = [read(sys.argv[1], task, lexicon)
            for lexicon in sys.argv[cut + 1:] for task in sys.argv[2:cut]]
    groups = [g for g, _ in runs]
    w, s = fit(groups, lambda p: True)
    print('	.merit = %.3g, .likeness = %.3g, .share = %.3g, .odds = %.3g,' % tuple(w))
    print('	.score = %.3g, .of_ahead = %.3g' % tuple(s))
    scored = []
    for k in range(5):
        fw, fs = fit(groups, lambda p: fold(p) != k)
        for i, g in enumerate(groups):
            for p in g:
                if fold(p) == k:
                    z = fs[0] + fs[1] * p['far']
                    scored.append((1 / (1 + math.exp(-z)), i, p))
    scored.sort(key=lambda x: -x[0])
    print('# run: top-1, then precision and recall at .5, cross-validated')
    for i, (_, gold) in enumerate(runs):
        mine = [(x, p) for x, j, p in scored if j == i]
        top = {}
        for x, p in mine:
            top.setdefault(p['en'], p)
        right = sum(top[e]['gold'] for e in gold if e in top)
        en, ja, hits, n = set(), set(), 0, 0
        for x, p in mine:
            if x < .5 or p['en'] in en or p['ja'] in ja:
                continue
            en.add(p['en'])
            ja.add(p['ja'])
            n += 1
            hits += p['gold']
        print('# %d: %.4f  %.4f %.4f' % (i, right / len(gold), hits / max(n, 1),
                                         hits / len(gold)))
    bins = {}
    for x, _, p in scored:
        b = bins.setdefault(min(9, int(x * 10)), [0, 0.0, 0])
        b[0] += 1
        b[1] += x
        b[2] += p['gold']
    print('# calibration error %.4f' % (sum(abs(x - g) for _, x, g in bins.values()) /
                                        len(scored)))


main()
