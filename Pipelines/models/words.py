"""Adds to the table of words (words.tsv) clusters of word vectors, and many more words.

usage: words.py VECTORS CORPORA WORDS.tsv OUT.tsv
VECTORS is the folder `vocab` of spaCy's en_core_web_md 3.7.1, CORPORA that of interdict-train, WORDS.tsv the table with Brown clusters alone.
"""
import collections, glob, json, math, re, sys
import numpy as np, srsly
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.linear_model import LogisticRegression
from spacy.strings import hash_string

LEAVES, MIDDLE, COARSE, WORDS = 2000, 256, 64, 300_000
vocab, corpora, old, out = sys.argv[1:]
rows = srsly.read_msgpack(f"{vocab}/key2row")
vectors = np.load(f"{vocab}/vectors")
vectors /= np.maximum(1e-9, np.linalg.norm(vectors, axis=1, keepdims=True))
strings = {hash_string(s): s for s in json.load(open(f"{vocab}/strings.json"))}
order = [(strings[k], r) for k, r in rows.items() if k in strings]
row = dict(order)
rank = {w: i for i, (w, _) in enumerate(order)}

# What the vectors say of the kind of a name: a linear model over the words of the training corpora.
kinds = collections.defaultdict(collections.Counter)
for path in sorted(glob.glob(f"{corpora}/*.train.conll")):
    for line in open(path):
        fields = line.rstrip("\n").split("\t")
        if len(fields) == 2 and fields[0] in row:
            tag = fields[1][2:] if fields[1] != "O" else "O"
            if tag in ("TIME", "NUM"): tag = "O"
            kinds[fields[0]][tag] += 1
X, y, weight = [], [], []
for word in sorted(kinds):
    total = sum(kinds[word].values())
    for tag, count in sorted(kinds[word].items()):
        X.append(row[word]); y.append(tag); weight.append(count / total * math.log2(1 + total))
model = LogisticRegression(C=2.0, max_iter=60).fit(vectors[X], y, sample_weight=weight)
print(model.classes_, model.score(vectors[X], y, sample_weight=weight), file=sys.stderr)
odds = np.log(np.maximum(1e-3, model.predict_proba(vectors)))
odds -= odds.mean(axis=1, keepdims=True)
space = np.concatenate([vectors, odds * 0.16], axis=1)
print("spread", vectors.std(0).sum(), (odds * 0.16).std(0).sum(), file=sys.stderr)
leaves = KMeans(n_clusters=LEAVES, n_init=1, random_state=0, max_iter=20).fit(space)
middle = AgglomerativeClustering(n_clusters=MIDDLE, linkage="ward").fit_predict(leaves.cluster_centers_)
centres = np.stack([leaves.cluster_centers_[middle == i].mean(0) for i in range(MIDDLE)])
coarse = AgglomerativeClustering(n_clusters=COARSE, linkage="ward").fit_predict(centres)

def plain(word):
    return re.fullmatch(r"[^\W_][\w.'’&-]*", word) and re.search(r"[^\W\d_]", word) and len(word) <= 24

words, head = {}, []
for line in open(old):
    fields = line.rstrip("\n").split("\t")
    if line.startswith("# "): continue
    if line.startswith("= "): head.append(line)
    elif len(fields) == 4: words[fields[0]] = [int(f) for f in fields[1:]]
share = collections.defaultdict(lambda: [0.0, 0.0])
for word, at in rank.items(): share[word.lower()][word[0].isupper()] += 1 / (at + 20)
buckets = collections.defaultdict(list)
for word, (_, _, frequency) in words.items():
    if word in rank: buckets[int(math.log2(rank[word] + 1) * 2)].append(frequency)
level = {b: sorted(f)[len(f) // 2] for b, f in buckets.items()}
error = [abs(words[w][1] - round(7 * share[w.lower()][1] / sum(share[w.lower()]))) for w in words if w in rank]
print("capitals differ by", sum(error) / len(error), level, file=sys.stderr)
for word, _ in order[:WORDS]:
    if plain(word) and word not in words:
        lower, upper = share[word.lower()]
        words[word] = [0, round(7 * upper / (lower + upper)), level.get(int(math.log2(rank[word] + 1) * 2), 0)]
with open(out, "w") as f:
    f.write("""# Words of English with what much unlabelled text says of them: an input of interdict-train, which packs it into the model.
# Lines `= NUMBER PATH`: a Brown cluster and its path in the tree, lowest bit first. Lines `+ NUMBER MIDDLE COARSE`: a cluster of word vectors
# and the larger clusters that it lies in. Others: word, number of its Brown cluster (0: none), how often it is capitalised (0 never to 7
# always), how common it is (0 rare to 7), number of its cluster of vectors (0: none). Made by words.py from spacy-lookups-data 1.0.5 (MIT
# licence, Copyright ExplosionAI GmbH) and the vectors of en_core_web_md 3.7.1 (Explosion Vectors, CC0).
""")
    f.writelines(head)
    for leaf in range(LEAVES): f.write(f"+ {leaf + 1} {middle[leaf] + 1} {coarse[middle[leaf]] + 1}\n")
    for word in sorted(words):
        cluster = leaves.labels_[row[word]] + 1 if word in row else 0
        f.write("\t".join(map(str, [word, *words[word], cluster])) + "\n")
print(len(words), file=sys.stderr)
by = collections.defaultdict(list)
for w, r in order[:100000]: by[leaves.labels_[r]].append(w)
for w in ['Putin','Talabani','Gazprom','Iraq','Baghdad','ministry','Hezbollah','tanker','Jones','Friday','Exxon']:
    print(w, by[leaves.labels_[row[w]]][:20], file=sys.stderr)
