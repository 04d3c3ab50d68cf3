package mocks

import (
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

const day = 24 * time.Hour

func TestParseDuration(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       time.Duration
		fails      bool
	}{
		{"seconds", `90`, 90 * time.Second, false},
		{"fraction of seconds", `0.25`, 250 * time.Millisecond, false},
		{"nothing", `0`, 0, false},
		{"text", `"90s"`, 90 * time.Second, false},
		{"hours and minutes", `"1h30m"`, 90 * time.Minute, false},
		{"milliseconds", `"250ms"`, 250 * time.Millisecond, false},
		{"days", `"2d"`, 2 * day, false},
		{"half a day", `"1.5d"`, 36 * time.Hour, false},
		{"days and hours", `"1d12h"`, 36 * time.Hour, false},
		{"the longest wait of the service", `99999999`, 99999999 * time.Second, false},
		{"a year and more", `"3650d"`, 3650 * day, false},

		{"negative seconds", `-1`, 0, true},
		{"negative text", `"-1s"`, 0, true},
		{"negative days", `"-1d"`, 0, true},
		{"negative hours after days", `"1d-1h"`, 0, true},
		{"days after hours", `"1h1d"`, 0, true},
		{"days twice", `"1d1d"`, 0, true},
		{"days beyond all time", `"200000d"`, 0, true},
		{"days beyond all time together with hours", `"106751d2400000h"`, 0, true},
		{"days without a number", `"d"`, 0, true},
		{"days that are no number", `"nand"`, 0, true},
		{"days without an end", `"infd"`, 0, true},
		{"number without a unit", `"5"`, 0, true},
		{"words", `"soon"`, 0, true},
		{"empty", `""`, 0, true},
		{"boolean", `true`, 0, true},
		{"null", `null`, 0, true},
		{"list", `[1]`, 0, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			n, _ := source.Parse(source.NewFile("d.json", c.text))
			got, err := ParseDuration(n)
			if got != c.want && !c.fails || (err != nil) != c.fails {
				t.Errorf("got %s, %v", got, err)
			}
		})
	}
}

func TestFormatDuration(t *testing.T) {
	for _, c := range []struct {
		d    time.Duration
		want string
	}{
		{0, "0s"},
		{time.Second, "1s"},
		{250 * time.Millisecond, "250ms"},
		{1500 * time.Millisecond, "1.5s"},
		{time.Minute, "1m"},
		{10 * time.Minute, "10m"},
		{90 * time.Second, "1m30s"},
		{time.Hour, "1h"},
		{100 * time.Hour, "100h"},
		{time.Hour + 30*time.Minute, "1h30m"},
		{time.Hour + 5*time.Second, "1h0m5s"},
		{20 * time.Hour, "20h"},
		{time.Nanosecond, "1ns"},
	} {
		if got := FormatDuration(c.d); got != c.want {
			t.Errorf("%s becomes %s, want %s", c.d, got, c.want)
		}
	}
}

// FuzzDuration writes and reads durations, and reads any text.
func FuzzDuration(f *testing.F) {
	f.Add(int64(0), "1d12h")
	f.Add(int64(3605000000000), "1.5d")
	f.Add(int64(-1), "x")
	f.Fuzz(func(t *testing.T, d int64, text string) {
		if d >= 0 {
			written := FormatDuration(time.Duration(d))
			got, err := ParseDuration(&source.Node{Kind: source.String, Text: written})
			if err != nil || got != time.Duration(d) {
				t.Errorf("%s becomes %s and then %s, %v", time.Duration(d), written, got, err)
			}
		}
		got, err := ParseDuration(&source.Node{Kind: source.String, Text: text})
		if got < 0 {
			t.Errorf("%s is %s, %v", value.String(text).JSON(), got, err)
		}
	})
}
