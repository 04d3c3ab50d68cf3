module github.com/aslcheck/aslcheck

go 1.26
