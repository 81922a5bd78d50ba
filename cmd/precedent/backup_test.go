package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestBackup_Restored(t *testing.T) {
	data, file := kept(t), filepath.Join(t.TempDir(), "backup.db")
	if code, said := command(t, data, "backup", file); code != exitDone {
		t.Fatalf("backup: %d, %s", code, said)
	}
	if code, said := command(t, data, "backup", file); code != exitFailed || !strings.Contains(said, "name a new file") {
		t.Errorf("written over: %d, %s", code, said)
	}
	if code, said := command(t, data, "restore", file); code != exitFailed || !strings.Contains(said, "stop the bot, move that away") {
		t.Errorf("restored over: %d, %s", code, said)
	}
	fresh := filepath.Join(t.TempDir(), "fresh")
	if code, said := command(t, fresh, "restore", file); code != exitDone {
		t.Fatalf("restore: %d, %s", code, said)
	}
	if code, said := command(t, fresh, "forget", "--team"); code != exitDone || !strings.Contains(said, "2 saved cases") {
		t.Errorf("the restored memory: %d, %s", code, said)
	}
}
