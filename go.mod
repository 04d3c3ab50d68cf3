module github.com/aslcheck/aslcheck

go 1.26

require (
	github.com/dlclark/regexp2 v1.12.0 // indirect
	go.yaml.in/yaml/v3 v3.0.6
)
