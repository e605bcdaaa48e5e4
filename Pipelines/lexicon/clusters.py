"""Makes clusters.txt of a language: words that mean or do the like, in clusters of three sizes.

usage: clusters.py WORDS.tsv FOLDER
WORDS.tsv is the table of words from which the tagger of names is trained; FOLDER the language's folder, whose annotated articles and
verbs say which rarer words to keep.
"""
import collections, json, re, sys

COMMON = 3  # words at least this common are kept in any case; 0 rare to 7

table, folder = sys.argv[1:]
larger, words = {}, {}
for line in open(table, encoding="utf-8"):
    if line.startswith("+ "):
        _, leaf, middle, coarse = line.split()
        larger[int(leaf)] = (int(middle), int(coarse))
    elif not re.match("[#=*] ", line):
        word, _, _, common, cluster, _ = line.rstrip("\n").split("\t")
        if cluster != "0" and re.fullmatch("[a-z]{2,}", word):
            words[word] = (int(common), int(cluster))

kept = {word for word, (common, _) in words.items() if common >= COMMON}
for name in ("articles.jsonl", "examples.jsonl"):
    for line in open(f"{folder}/{name}", encoding="utf-8"):
        article = json.loads(line)
        text = re.sub(r"\{\{[^{}]*\}\}", " ", article["marked"])
        for form in re.findall("[a-z]{2,}", text.lower()):
            kept |= {form, form.removesuffix("s"), form.removesuffix("es")} & words.keys()
for line in open(f"{folder}/verbs.txt", encoding="utf-8"):
    if line[0] not in "#\n":
        kept |= {line.split()[0]} & words.keys()

clusters = collections.defaultdict(list)
for word in sorted(kept):
    clusters[words[word][1]].append(word)
print("# Words that mean or do the like: `LEAF MIDDLE COARSE: words`, a cluster and the two larger ones that it lies in.")
print("# Made by clusters.py from the tagger's table of words, whose clusters are of the vectors of en_core_web_md 3.7.1")
print("# (Explosion Vectors, CC0); not for editing by hand.")
for leaf in sorted(clusters):
    if leaf in larger:
        print(f"{leaf} {larger[leaf][0]} {larger[leaf][1]}:", *clusters[leaf])
