package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var hclSyntax = &analyzer.Rule{
	Name:       "hcl-syntax",
	Summary:    "Reports a Terraform or OpenTofu file that is not valid HCL.",
	Why:        "Terraform can't read it, so that nothing in its directory can be planned.",
	Since:      "0.1",
	Spec:       "https://developer.hashicorp.com/terraform/language/syntax/configuration",
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Bad: `resource "aws_sfn_state_machine" "orders" {
  definition = jsonencode({
    StartAt = "Ship",
    States  = { Ship = { Type = "Succeed" }
  })
}`,
	Good: `resource "aws_sfn_state_machine" "orders" {
  definition = jsonencode({
    StartAt = "Ship",
    States  = { Ship = { Type = "Succeed" } }
  })
}`,
}
