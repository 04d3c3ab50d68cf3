// Package terraform finds state machines in the configuration of Terraform and OpenTofu, and evaluates their definitions as far
// as that is possible without a plan.
//
// Every value keeps where it comes from: an object of jsonencode is a tree of source.Nodes with spans in the configuration,
// and a heredoc is a Text that maps each of its bytes back. What only a plan knows, such as the ARN of a resource, is
// a placeholder ${aws_lambda_function.pay.arn}, which later stages say nothing about. Locals, defaults of variables,
// *.tfvars and the files that functions name are read from the directory of the configuration.
//
//	resource "aws_sfn_state_machine" "pay" {           address aws_sfn_state_machine.pay
//	  definition = jsonencode({                        an object
//	    StartAt = local.first                          a text, at the location of local.first
//	    States  = { Pay = { Type = "Task", Resource = aws_lambda_function.pay.arn, End = true } }
//	  })
//	}
//
// A text with a directive such as %{ if var.audit } whose condition is unknown is several texts: with what is conditional, and
// without. Those that are not JSON are dropped, and what all others have in common is certain.
//
// Evaluation is limited in steps, in depth and in size; beyond these limits, values are unknown.
package terraform
