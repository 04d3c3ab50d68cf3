# The pay workflow is an object of HCL, and the nightly one a template file.

variable "function_prefix" {
  type    = string
  default = "orders"
}

variable "audit" {
  description = "Whether the nightly run writes a report."
  type        = bool
  default     = true
}

locals {
  retry = [{
    ErrorEquals     = ["Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException", "Lambda.TooManyRequestsException"]
    IntervalSeconds = 2
    MaxAttempts     = 3
    BackoffRate     = 2
  }]
  warehouses = ["berlin", "lisbon"]
}

resource "aws_sfn_state_machine" "pay" {
  name     = "${var.function_prefix}-pay"
  role_arn = aws_iam_role.workflows.arn

  definition = jsonencode({
    Comment = "Charge an order, and cancel it if the card is declined."
    StartAt = "Charge"
    States = {
      Charge = {
        Type       = "Task"
        Resource   = "arn:aws:states:::lambda:invoke"
        Parameters = { FunctionName = aws_lambda_function.charge.arn, "Payload.$" = "$" }
        ResultPath = "$.charge"
        Retry      = local.retry
        Catch      = [{ ErrorEquals = ["CardDeclined"], ResultPath = "$.error", Next = "Cancel" }]
        Next       = "Paid"
      }
      Cancel = {
        Type       = "Task"
        Resource   = "arn:aws:states:::lambda:invoke"
        Parameters = { FunctionName = aws_lambda_function.cancel.arn, "Payload.$" = "$" }
        Retry      = local.retry
        Next       = "Declined"
      }
      Paid     = { Type = "Succeed" }
      Declined = { Type = "Fail", Error = "CardDeclined" }
    }
  })
}

resource "aws_sfn_state_machine" "nightly" {
  name     = "${var.function_prefix}-nightly"
  role_arn = aws_iam_role.workflows.arn

  definition = templatefile("${path.module}/flows/nightly.asl.json.tftpl", {
    warehouses = local.warehouses
    count_arn  = aws_lambda_function.count.arn
    topic_arn  = aws_sns_topic.reports.arn
    audit      = var.audit
  })
}
