/** Calls, cases, their index, predictions beside final values, the append-only log, receipts. */
export const sql = `
CREATE TABLE calls (
  id TEXT PRIMARY KEY, state TEXT NOT NULL, version INTEGER NOT NULL, created_at TEXT NOT NULL, record TEXT NOT NULL
) STRICT;
CREATE INDEX calls_created ON calls (created_at, id);

CREATE TABLE cases (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, call_id TEXT NOT NULL, state TEXT NOT NULL, version INTEGER NOT NULL,
  opened_at TEXT NOT NULL, deadline TEXT NOT NULL, category TEXT, district TEXT, street TEXT, unit TEXT, tier TEXT,
  record TEXT NOT NULL
) STRICT;
CREATE INDEX cases_opened ON cases (opened_at, id);
CREATE INDEX cases_deadline ON cases (deadline, id);
CREATE INDEX cases_call ON cases (call_id);
CREATE INDEX cases_state_deadline ON cases (state, deadline, id);

CREATE VIRTUAL TABLE case_text USING fts5 (text, content='', contentless_delete=1, tokenize='unicode61');

CREATE TABLE predictions (
  case_id TEXT NOT NULL, field TEXT NOT NULL, predicted TEXT, confidence REAL, level TEXT, source TEXT, final TEXT,
  accepted INTEGER NOT NULL, category TEXT, model TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX predictions_case ON predictions (case_id);
CREATE INDEX predictions_at ON predictions (at);

CREATE TABLE events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL, call_id TEXT,
  case_id TEXT, field TEXT, "from" TEXT, "to" TEXT, reason TEXT, model TEXT
) STRICT;
CREATE INDEX events_call ON events (call_id);
CREATE INDEX events_case ON events (case_id);
CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

CREATE TABLE receipts (
  key TEXT PRIMARY KEY, request TEXT NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
`
