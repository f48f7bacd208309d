"""What the Python side of peers.sh does: choose the questions, ask the peers
that are or need Python, and compare what they answered with the exact answer.

An answer file has a line for each question, in order: the milliseconds it took
(or "-") and the numbers of the segments found, best first, tabs between.

    peers.py choose EXACT N QUERIES CHOSEN EXACT-OF-CHOSEN
    peers.py fts5 CORPUS QUERIES >answers
    peers.py tmdb CORPUS QUERIES DATABASE >answers
    peers.py po CORPUS|QUERIES >file.po      (numbers as translations)
    peers.py tmx CORPUS >file.tmx
    peers.py score NAME EXACT ANSWERS [MS]   (MS: of all questions together)
"""
import json
import re
import sqlite3
import sys
import time

THRESHOLD = .7          # what counts as a match
SHOWN = 10              # what a translator would be shown
BUDGET = 60             # seconds for the slow ones; what is answered by then counts


def lines(path):
    with open(path, encoding="utf-8") as f:
        return f.read().split("\n")[:-1]


def answer(ms, found):
    print("\t".join([f"{ms:.3f}"] + [str(n) for n in found]), flush=True)


# ------------------------------------------------------------ exact answers

def choose(exact, n, queries, chosen, kept):
    """Keep the first n questions that have a match.  Their matches as
    {segment: similarity}: the target of each unit is its number."""
    n = int(n)
    with open(chosen, "w", encoding="utf-8") as q, open(kept, "w") as k:
        for line, text in zip(open(exact, encoding="utf-8"), lines(queries)):
            found = {int(m["target"]): m["similarity"]
                     for m in json.loads(line)["matches"]
                     if m["similarity"] >= THRESHOLD}
            if found and n > 0:
                n -= 1
                q.write(text + "\n")
                k.write(json.dumps(found) + "\n")


def percentile(sorted_list, p):
    return sorted_list[min(len(sorted_list) - 1, int(len(sorted_list) * p))]


def score(name, exact, answers, total=None):
    """Of the best matches (any of equals), and of all of them (as many as fit
    into what is shown), how many did the peer give?"""
    best = all_found = all_there = 0
    times = []
    single = True
    given = lines(answers)
    wanted = [{int(k): v for k, v in json.loads(l).items()} for l in lines(exact)]
    for line, want in zip(given, wanted):
        ms, *found = line.split("\t")
        if ms != "-":
            times.append(float(ms))
        found = [int(f) for f in found if f][:SHOWN]
        single = single and len(found) <= 1
        top = max(want.values())
        best += any(want.get(f) == top for f in found)
        all_found += min(SHOWN, sum(f in want for f in found))
        all_there += min(SHOWN, len(want))
    n = len(given)
    if not n:
        print(f"{name:<34} no answer within {BUDGET} s")
        return
    times.sort()
    if times:
        speed = f"p50 {percentile(times, .5):9.2f} ms  p99 {percentile(times, .99):9.2f} ms"
    else:
        speed = f"mean {float(total) / n:8.2f} ms, one process   "
    every = "-" if single else f"{100 * all_found / all_there:.1f} %"
    print(f"{name:<34} {speed}  best {100 * best / n:5.1f} %  all {every:>7}  ({n} questions)")


# -------------------------------------------------------------------- peers

def levenshtein(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        left = row[0]
        row[0] = i
        for j, y in enumerate(b, 1):
            left, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, left + (x != y))
    return row[-1]


def words(s):
    return re.findall(r"\w+|[^\w\s]", s.casefold())


def fts5(corpus, queries):
    """Full text first: the hundred best by rank, then edit distance."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize='trigram')")
    db.executemany("INSERT INTO t(rowid, text) VALUES(?, ?)",
                   enumerate(lines(corpus)))
    db.execute("INSERT INTO t(t) VALUES('optimize')")
    started = time.monotonic()
    for text in lines(queries):
        if time.monotonic() - started > BUDGET:
            break
        begun = time.perf_counter()
        low = text.casefold()
        grams = {low[i:i + 3] for i in range(len(low) - 2)}
        match = " OR ".join('"%s"' % g.replace('"', '""') for g in sorted(grams))
        a = words(text)
        found = []
        for row, other in db.execute("SELECT rowid, text FROM t WHERE t MATCH ?"
                                     " ORDER BY rank LIMIT 100", (match,)):
            b = words(other)
            found.append((levenshtein(a, b) / max(len(a), len(b), 1), row))
        found.sort()
        answer((time.perf_counter() - begun) * 1e3,
               [row for distance, row in found if distance <= 1 - THRESHOLD][:SHOWN])


def tmdb(corpus, queries, database):
    """translate-toolkit's memory, as its TM server uses it."""
    from translate.storage import tmdb as toolkit
    db = toolkit.TMDB(database, max_candidates=SHOWN,
                      min_similarity=int(THRESHOLD * 100))
    db.add_list(({"source": s, "target": str(i), "context": ""}
                 for i, s in enumerate(lines(corpus))), "en", "ja")
    started = time.monotonic()
    db.connection.set_progress_handler(
        lambda: time.monotonic() - started > BUDGET, 100000)
    for text in lines(queries):
        begun = time.perf_counter()
        try:
            found = db.translate_unit(text, "en", "ja")
        except sqlite3.OperationalError:        # interrupted
            break
        answer((time.perf_counter() - begun) * 1e3, [m["target"] for m in found])


def quote(s):
    return '"%s"' % s.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")


def po(path, numbered):
    print('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
          '"Content-Transfer-Encoding: 8bit\\n"\n')
    for i, s in enumerate(lines(path)):
        print(f'msgid {quote(s)}\nmsgstr "{i if numbered else ""}"\n')


def merged(path):
    """The answers of msgmerge: the translation of each entry, one or none."""
    for entry in open(path, encoding="utf-8").read().split("\n\n")[1:]:
        found = re.search(r'^msgstr "(\d*)"$', entry, re.M)
        if found and not entry.startswith("#~"):
            print("-\t" + found[1])


def tmx(corpus):
    from xml.sax.saxutils import escape
    print('<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
          '<header creationtool="peers" creationtoolversion="1" segtype="sentence" '
          'o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/>\n<body>')
    for i, s in enumerate(lines(corpus)):
        print(f'<tu><tuv xml:lang="en"><seg>{escape(s)}</seg></tuv>'
              f'<tuv xml:lang="ja"><seg>{i}</seg></tuv></tu>')
    print("</body>\n</tmx>")


if __name__ == "__main__":
    command, *rest = sys.argv[1:]
    if command == "po":
        po(rest[0], rest[1] == "numbered")
    else:
        {"choose": choose, "score": score, "fts5": fts5, "tmdb": tmdb,
         "merged": merged, "tmx": tmx}[command](*rest)
