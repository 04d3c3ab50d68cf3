package picture

import (
	"math"
	"time"
)

// date is a time in UTC with the parts that pictures name.
type date struct {
	millis float64
	t      time.Time
}

func newDate(millis float64) date {
	millis = math.Trunc(millis)
	return date{millis: millis, t: time.UnixMilli(int64(millis)).UTC()}
}

const (
	millisInDay  = 24 * 60 * 60 * 1000
	millisInWeek = 7 * millisInDay
)

func (d date) hour() int { return d.t.Hour() }

// fragment returns a component of the date; NaN for those that are none.
func (d date) fragment(component byte) float64 {
	switch component {
	case 'Y':
		return float64(d.t.Year())
	case 'M':
		return float64(d.t.Month())
	case 'D':
		return float64(d.t.Day())
	case 'd':
		today := utcMillis(float64(d.t.Year()), float64(d.t.Month()-1), float64(d.t.Day()))
		return (today-utcMillis(float64(d.t.Year()), 0, 1))/millisInDay + 1
	case 'F':
		return weekday(d.t)
	case 'W':
		return d.week(yearOf(d.t), 52, yearMonth.nextYear, yearMonth.previousYear)
	case 'w':
		return d.week(monthOf(d.t), 4, yearMonth.nextMonth, yearMonth.previousMonth)
	case 'X':
		return d.weekYear()
	case 'x':
		return d.weekMonth()
	case 'H':
		return float64(d.hour())
	case 'h':
		return float64((d.hour()+11)%12 + 1)
	case 'm':
		return float64(d.t.Minute())
	case 's':
		return float64(d.t.Second())
	case 'f':
		return float64(d.t.Nanosecond() / int(time.Millisecond))
	default:
		return math.NaN()
	}
}

// weekday counts from Monday, 1, to Sunday, 7.
func weekday(t time.Time) float64 {
	return float64((int(t.Weekday())+6)%7 + 1)
}

// utcMillis returns the start of a day, months counted from 0. Years below 100 are those of the twentieth century.
func utcMillis(year, month, day float64) float64 {
	if year >= 0 && year < 100 {
		year += 1900
	}
	if year != year || month != month || day != day || math.Abs(year) > 300_000 || math.Abs(month) > 4e6 {
		return math.NaN()
	}
	return float64(time.Date(int(year), time.Month(int(month)+1), 1, 0, 0, 0, 0, time.UTC).UnixMilli()) + (day-1)*millisInDay
}

// yearMonth is a month, counted from 0, of a year.
type yearMonth struct{ year, month int }

func yearOf(t time.Time) yearMonth  { return yearMonth{t.Year(), 0} }
func monthOf(t time.Time) yearMonth { return yearMonth{t.Year(), int(t.Month()) - 1} }

func (m yearMonth) nextYear() yearMonth     { return yearMonth{m.year + 1, m.month} }
func (m yearMonth) previousYear() yearMonth { return yearMonth{m.year - 1, m.month} }

func (m yearMonth) nextMonth() yearMonth {
	if m.month == 11 {
		return yearMonth{m.year + 1, 0}
	}
	return yearMonth{m.year, m.month + 1}
}

func (m yearMonth) previousMonth() yearMonth {
	if m.month == 0 {
		return yearMonth{m.year - 1, 11}
	}
	return yearMonth{m.year, m.month - 1}
}

// firstWeek returns the Monday of the first week of the month: the one with its first Thursday.
func (m yearMonth) firstWeek() float64 {
	first := utcMillis(float64(m.year), float64(m.month), 1)
	day := weekday(time.UnixMilli(int64(first)).UTC())
	if day > 4 {
		return first + (8-day)*millisInDay
	}
	return first - (day-1)*millisInDay
}

// week numbers the week of the date within a month or year; last is the highest number that needs no second look.
func (d date) week(m yearMonth, last float64, next, previous func(yearMonth) yearMonth) float64 {
	today := utcMillis(float64(d.t.Year()), float64(d.t.Month()-1), float64(d.t.Day()))
	weeks := func(from float64) float64 { return (today-from)/millisInWeek + 1 }
	n := weeks(m.firstWeek())
	switch {
	case n > last && today >= next(m).firstWeek():
		n = 1
	case n < 1:
		n = weeks(previous(m).firstWeek())
	}
	return math.Floor(n)
}

// weekYear is the year that the week of the date belongs to.
func (d date) weekYear() float64 {
	m := yearOf(d.t)
	switch {
	case d.millis < m.firstWeek():
		return float64(m.year - 1)
	case d.millis >= m.nextYear().firstWeek():
		return float64(m.year + 1)
	default:
		return float64(m.year)
	}
}

// weekMonth is the month that the week of the date belongs to.
func (d date) weekMonth() float64 {
	m := monthOf(d.t)
	switch {
	case d.millis < m.firstWeek():
		m = m.previousMonth()
	case d.millis >= m.nextMonth().firstWeek():
		m = m.nextMonth()
	}
	return float64(m.month + 1)
}
