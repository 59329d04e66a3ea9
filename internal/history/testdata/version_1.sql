PRAGMA application_id = 1667789672;
PRAGMA user_version = 1;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE portfolios (
  portfolio INTEGER PRIMARY KEY,
  name      TEXT NOT NULL UNIQUE
);
INSERT INTO portfolios VALUES(1,'p');
CREATE TABLE accounts (
  account   INTEGER PRIMARY KEY,
  portfolio INTEGER NOT NULL,
  id        TEXT NOT NULL,
  label     TEXT NOT NULL,
  owner     TEXT NOT NULL,
  UNIQUE (portfolio, id)
);
INSERT INTO accounts VALUES(1,1,'a','Company a','kim');
INSERT INTO accounts VALUES(2,1,'b','Company b','kim');
CREATE TABLE rubrics (
  rubric  INTEGER PRIMARY KEY,
  hash    TEXT NOT NULL UNIQUE,
  name    TEXT NOT NULL,
  version TEXT NOT NULL,
  text    TEXT NOT NULL
);
INSERT INTO rubrics VALUES(1,'0bddb18cdbfe637a079e43723062bf723e228f46e0ae578c49472159501dbb8e','Small','1',replace('name: Small\nversion: "1"\nid: id\nlabel: name\nowner: csm\nvalue: arr\ncriteria:\n  - {name: Use, column: use, weight: 2, cuts: [20, 40, 60, 80]}\n  - {name: Mood, column: mood, weight: 1, levels: {bad: 1, good: 5}}\nsegments:\n  - {name: new, when: age < 90, weights: {Mood: 0}}\ncaps:\n  - {when: late > 90, band: red, reason: late}\n','\n',char(10)));
CREATE TABLE criteria (
  rubric    INTEGER NOT NULL,
  criterion SMALLINT NOT NULL,
  key       TEXT NOT NULL,
  name      TEXT NOT NULL,
  weight    INTEGER NOT NULL,
  PRIMARY KEY (rubric, criterion)
);
INSERT INTO criteria VALUES(1,1,'use','Use',200);
INSERT INTO criteria VALUES(1,2,'mood','Mood',100);
CREATE TABLE bands (
  rubric INTEGER NOT NULL,
  band   INTEGER NOT NULL,
  name   TEXT NOT NULL,
  starts INTEGER NOT NULL,
  PRIMARY KEY (rubric, band)
);
INSERT INTO bands VALUES(1,1,'red',0);
INSERT INTO bands VALUES(1,2,'yellow',5000);
INSERT INTO bands VALUES(1,3,'green',7500);
CREATE TABLE segments (
  rubric  INTEGER NOT NULL,
  segment INTEGER NOT NULL,
  name    TEXT NOT NULL,
  PRIMARY KEY (rubric, segment)
);
INSERT INTO segments VALUES(1,1,'new');
CREATE TABLE caps (
  rubric INTEGER NOT NULL,
  cap    INTEGER NOT NULL,
  band   INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (rubric, cap)
);
INSERT INTO caps VALUES(1,1,1,'late');
CREATE TABLE snapshots (
  snapshot  INTEGER PRIMARY KEY,
  portfolio INTEGER NOT NULL,
  as_of     TEXT NOT NULL,
  rubric    INTEGER NOT NULL,
  chs       TEXT NOT NULL,
  accounts  INTEGER NOT NULL,
  rows_read INTEGER NOT NULL,
  rejected  INTEGER NOT NULL,
  UNIQUE (portfolio, as_of)
);
INSERT INTO snapshots VALUES(1,1,'2026-11-20',1,'0.1.0',2,2,0);
CREATE TABLE inputs (
  snapshot INTEGER NOT NULL,
  input    INTEGER NOT NULL,
  path     TEXT NOT NULL,
  bytes    BIGINT NOT NULL,
  sha256   TEXT NOT NULL,
  PRIMARY KEY (snapshot, input)
);
INSERT INTO inputs VALUES(1,1,'/in.csv',3,'aa');
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
) WITHOUT ROWID;
INSERT INTO scores VALUES(1,1,NULL,NULL,1200,1200,1,66,NULL,NULL,1000.25,3,NULL,NULL,NULL,NULL,NULL,12.0,NULL,NULL,NULL,NULL,NULL);
INSERT INTO scores VALUES(1,2,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE packed (
  snapshot INTEGER NOT NULL,
  block    INTEGER NOT NULL,
  scores   BYTEA NOT NULL,
  PRIMARY KEY (snapshot, block)
);
INSERT INTO packed VALUES(1,0,X'FFFFB004FEFF');
CREATE TABLE deliveries (
  portfolio    INTEGER NOT NULL,
  name         TEXT NOT NULL,
  as_of        TEXT NOT NULL,
  delivered_at TEXT NOT NULL,
  PRIMARY KEY (portfolio, name)
);
INSERT INTO deliveries VALUES(1,'ops','2026-11-20','2026-11-20T05:00:00Z');
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
COMMIT;
