-- +goose Up

-- The last request of a thread, as JSON, for a day: what a follow-up refines.
CREATE TABLE threads (
    channel  TEXT    NOT NULL,
    thread   TEXT    NOT NULL,
    asked_by TEXT    NOT NULL,
    asked_at INTEGER NOT NULL,
    request  TEXT    NOT NULL,
    PRIMARY KEY (channel, thread)
);
CREATE INDEX threads_by_time ON threads (asked_at);
