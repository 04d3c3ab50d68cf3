package main

import "testing"

func TestNames(t *testing.T) {
	for _, c := range []struct {
		what      string
		fn        func(string) string
		name, out string
	}{
		{"service", pascal, "DynamoDB", "DynamoDb"},
		{"service", pascal, "IoT", "Iot"},
		{"service", pascal, "IoTAnalytics", "IoTAnalytics"},
		{"service", pascal, "SESv2", "SesV2"},
		{"service", pascal, "ACM PCA", "AcmPca"},
		{"service", serviceName, "Elasticsearch Service", "Elasticsearch"},
		{"service", serviceName, "AWS Marketplace", "Marketplace"},
		{"parameter", memberName, "DBInstanceIdentifier", "DbInstanceIdentifier"},
		{"parameter", memberName, "SourceDBInstanceIdentifier", "SourceDBInstanceIdentifier"},
		{"parameter", memberName, "TemplateURL", "TemplateURL"},
		{"parameter", memberName, "MD5OfBody", "Md5OfBody"},
		{"parameter", memberName, "taskArns", "TaskArns"},
		{"parameter", memberName, "ARN", "Arn"},
		{"parameter", memberName, "equals", "EqualsValue"},
		{"action", action, "DescribeDBInstances", "describeDBInstances"},
		{"error", exception, "NoSuchKey", "NoSuchKeyException"},
		{"error", exception, "DBInstanceNotFoundFault", "DbInstanceNotFoundException"},
		{"error", exception, "ThrottlingException", "ThrottlingException"},
	} {
		if got := c.fn(c.name); got != c.out {
			t.Errorf("%s %s is %s, want %s", c.what, c.name, got, c.out)
		}
	}
}
