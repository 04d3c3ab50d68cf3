package main

import "slices"

// reserved are the names of members that the SDK for Java cannot use, and to which it adds "Value". Equals is proven by the
// developer guide; the plain names of the others are accepted too.
var reserved = map[string]bool{
	"Equals": true, "Return": true, "Package": true, "Default": true, "Interface": true, "Static": true, "Enum": true, "Int": true,
	"Float": true, "Long": true, "Double": true, "Boolean": true, "Public": true, "Else": true, "Wait": true, "Notify": true,
	"NotifyAll": true, "Builder": true, "OverrideConfiguration": true,
}

// A customization is what the SDK for Java does to a structure of one service.
type customization struct {
	service, shape string
	renamed        map[string]string
	aliases        map[string][]string
	added          []member
	optional       []string
}

// https://github.com/aws/aws-sdk-java-v2: services/{dynamodb,ec2,s3}/src/main/resources/codegen-resources/customization.config
var customizations = []customization{
	{service: "dynamodb", shape: "AttributeValue", renamed: map[string]string{"Null": "Nul"}, aliases: map[string][]string{"Nul": {"Null", "NULL"}}},
	{service: "dynamodbstreams", shape: "AttributeValue", renamed: map[string]string{"Null": "Nul"}, aliases: map[string][]string{"Nul": {"Null", "NULL"}}},
	{service: "ec2", shape: "Image", renamed: map[string]string{"PublicValue": "PublicLaunchPermissions"}},
	{service: "ec2", shape: "FpgaImage", renamed: map[string]string{"PublicValue": "IsPublic"}},
	copyOf("CopyObjectRequest"), copyOf("UploadPartCopyRequest"),
	{service: "s3", shape: "UploadPartRequest", added: []member{{name: "SdkPartType", ref: "string"}}},
}

// copyOf is what the SDK for Java does to both requests of S3 that copy.
func copyOf(shape string) customization {
	return customization{
		service: "s3", shape: shape, optional: []string{"CopySource"},
		aliases: map[string][]string{"Bucket": {"DestinationBucket"}, "Key": {"DestinationKey"}},
		added: []member{
			{name: "SourceBucket", ref: "BucketName"}, {name: "SourceKey", ref: "ObjectKey"}, {name: "SourceVersionId", ref: "ObjectVersionId"},
		},
	}
}

func customize(s *service) {
	for _, c := range customizations {
		x := s.shapes[c.shape]
		if s.name != c.service || x == nil {
			continue
		}
		for i := range x.members {
			m := &x.members[i]
			if own := c.renamed[m.name]; own != "" {
				m.name = own
			}
			if aliases := c.aliases[m.name]; aliases != nil {
				m.aliases = aliases
			}
			m.required = m.required && !slices.Contains(c.optional, m.name)
		}
		x.members = append(x.members, c.added...)
	}
}
