-- The concordance: derived from `variant`, built again by `taiyaku reindex`.
-- Terms are those of store/terms.c; no ranking, so no column sizes.
CREATE VIRTUAL TABLE concordance USING fts5(
	text, content='variant', content_rowid='id', columnsize=0,
	tokenize='taiyaku'
);

-- Every word of spaced scripts among the terms, to be searched for parts.
CREATE TABLE word(
	term	TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- The version of the terms that the concordance holds: none yet.
INSERT INTO meta VALUES('concordance', 0);
