CREATE TABLE portfolios (
  portfolio {key},
  name      TEXT NOT NULL UNIQUE
);

CREATE TABLE accounts (
  account   {key},
  portfolio INTEGER NOT NULL,
  id        TEXT NOT NULL,
  label     TEXT NOT NULL,
  owner     TEXT NOT NULL,
  UNIQUE (portfolio, id)
);

CREATE TABLE rubrics (
  rubric  {key},
  hash    TEXT NOT NULL UNIQUE,
  name    TEXT NOT NULL,
  version TEXT NOT NULL,
  text    TEXT NOT NULL
);

CREATE TABLE criteria (
  rubric    INTEGER NOT NULL,
  criterion SMALLINT NOT NULL,
  key       TEXT NOT NULL,
  name      TEXT NOT NULL,
  weight    INTEGER NOT NULL,
  PRIMARY KEY (rubric, criterion)
);

CREATE TABLE bands (
  rubric INTEGER NOT NULL,
  band   INTEGER NOT NULL,
  name   TEXT NOT NULL,
  starts INTEGER NOT NULL,
  PRIMARY KEY (rubric, band)
);

CREATE TABLE segments (
  rubric  INTEGER NOT NULL,
  segment INTEGER NOT NULL,
  name    TEXT NOT NULL,
  PRIMARY KEY (rubric, segment)
);

CREATE TABLE caps (
  rubric INTEGER NOT NULL,
  cap    INTEGER NOT NULL,
  band   INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (rubric, cap)
);

CREATE TABLE snapshots (
  snapshot  {key},
  portfolio INTEGER NOT NULL,
  as_of     TEXT NOT NULL,
  rubric    INTEGER NOT NULL,
  chs       TEXT NOT NULL,
  accounts  INTEGER NOT NULL,
  rows_read INTEGER NOT NULL,
  rejected  INTEGER NOT NULL,
  UNIQUE (portfolio, as_of)
);

CREATE TABLE inputs (
  snapshot INTEGER NOT NULL,
  input    INTEGER NOT NULL,
  path     TEXT NOT NULL,
  bytes    BIGINT NOT NULL,
  sha256   TEXT NOT NULL,
  PRIMARY KEY (snapshot, input)
);

CREATE TABLE scores (
  snapshot INTEGER NOT NULL,
  account  INTEGER NOT NULL,
  label    TEXT,
  owner    TEXT,
  score    SMALLINT,
  uncapped SMALLINT,
  band     INTEGER,
  coverage SMALLINT NOT NULL,
  cap      INTEGER,
  segment  INTEGER,
  value    DOUBLE PRECISION,
  rating_1 SMALLINT,
  rating_2 SMALLINT,
  rating_3 SMALLINT,
  rating_4 SMALLINT,
  rating_5 SMALLINT,
  rating_6 SMALLINT,
  metric_1 DOUBLE PRECISION,
  metric_2 DOUBLE PRECISION,
  metric_3 DOUBLE PRECISION,
  metric_4 DOUBLE PRECISION,
  metric_5 DOUBLE PRECISION,
  metric_6 DOUBLE PRECISION,
  PRIMARY KEY (snapshot, account)
){clustered};

CREATE TABLE packed (
  snapshot INTEGER NOT NULL,
  block    INTEGER NOT NULL,
  scores   BYTEA NOT NULL,
  PRIMARY KEY (snapshot, block)
);

CREATE TABLE deliveries (
  portfolio    INTEGER NOT NULL,
  name         TEXT NOT NULL,
  as_of        TEXT NOT NULL,
  delivered_at TEXT NOT NULL,
  PRIMARY KEY (portfolio, name)
);

CREATE VIEW history AS
SELECT portfolios.name AS portfolio, snapshots.as_of, rubrics.name AS rubric, rubrics.version AS rubric_version,
  accounts.id, coalesce(scores.label, accounts.label) AS label, coalesce(scores.owner, accounts.owner) AS owner,
  scores.score / 100.0 AS score, coalesce(bands.name, 'unscored') AS band, scores.coverage,
  coalesce(segments.name, 'default') AS segment, scores.uncapped / 100.0 AS uncapped, caps.reason AS cap, scores.value,
  rating_1, rating_2, rating_3, rating_4, rating_5, rating_6, metric_1, metric_2, metric_3, metric_4, metric_5, metric_6
FROM portfolios
JOIN snapshots ON snapshots.portfolio = portfolios.portfolio
JOIN rubrics ON rubrics.rubric = snapshots.rubric
JOIN scores ON scores.snapshot = snapshots.snapshot
JOIN accounts ON accounts.portfolio = portfolios.portfolio AND accounts.account = scores.account
LEFT JOIN bands ON bands.rubric = snapshots.rubric AND bands.band = scores.band
LEFT JOIN segments ON segments.rubric = snapshots.rubric AND segments.segment = scores.segment
LEFT JOIN caps ON caps.rubric = snapshots.rubric AND caps.cap = scores.cap;

CREATE VIEW history_criteria AS
SELECT portfolios.name AS portfolio, snapshots.as_of, accounts.id,
  criteria.key, criteria.name AS criterion, criteria.weight / 100.0 AS weight,
  CASE criterion WHEN 1 THEN rating_1 WHEN 2 THEN rating_2 WHEN 3 THEN rating_3
    WHEN 4 THEN rating_4 WHEN 5 THEN rating_5 ELSE rating_6 END AS rating,
  CASE criterion WHEN 1 THEN metric_1 WHEN 2 THEN metric_2 WHEN 3 THEN metric_3
    WHEN 4 THEN metric_4 WHEN 5 THEN metric_5 ELSE metric_6 END AS metric
FROM portfolios
JOIN snapshots ON snapshots.portfolio = portfolios.portfolio
JOIN criteria ON criteria.rubric = snapshots.rubric
JOIN scores ON scores.snapshot = snapshots.snapshot
JOIN accounts ON accounts.portfolio = portfolios.portfolio AND accounts.account = scores.account;
