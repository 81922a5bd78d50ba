-- +goose Up

-- Saved cases. list is the id of a channel, or of a person for their own list.
-- Title and address are kept beside the id, for a case that leaves the library.
CREATE TABLE saved (
    list     TEXT    NOT NULL,
    case_id  TEXT    NOT NULL,
    title    TEXT    NOT NULL,
    url      TEXT    NOT NULL,
    saved_by TEXT    NOT NULL,
    saved_at INTEGER NOT NULL,
    note     TEXT    NOT NULL,
    noted_by TEXT    NOT NULL,
    PRIMARY KEY (list, case_id)
);
CREATE INDEX saved_by_person ON saved (saved_by);

-- Cases shared into a channel. ts is the message's, link its permanent address;
-- both are empty where Slack did not say.
CREATE TABLE shares (
    id        INTEGER PRIMARY KEY,
    channel   TEXT    NOT NULL,
    case_id   TEXT    NOT NULL,
    shared_by TEXT    NOT NULL,
    shared_at INTEGER NOT NULL,
    ts        TEXT    NOT NULL,
    link      TEXT    NOT NULL
);
CREATE INDEX shares_in_channel ON shares (channel, case_id, shared_at);
CREATE INDEX shares_by_person ON shares (shared_by);

-- Feedback on answers, a person's last word on each problem. asked_by is whose
-- words the problem is in. cases is a JSON list of the ids that were shown, in order;
-- case_id is the one that the feedback is about, empty for the answer as a whole.
CREATE TABLE feedback (
    id       INTEGER PRIMARY KEY,
    given_by TEXT    NOT NULL,
    asked_by TEXT    NOT NULL,
    given_at INTEGER NOT NULL,
    channel  TEXT    NOT NULL,
    problem  TEXT    NOT NULL,
    cases    TEXT    NOT NULL,
    helpful  INTEGER NOT NULL,
    case_id  TEXT    NOT NULL,
    reason   TEXT    NOT NULL,
    UNIQUE (given_by, channel, problem)
);
CREATE INDEX feedback_by_asker ON feedback (asked_by);
