package awsapi

import (
	"slices"
	"strings"
)

// The shapes of integrations that are not those of an action of the SDK.

func structure(members ...Member) *Shape { return &Shape{Kind: Structure, Members: members} }

func ownMember(name string, shape *Shape) Member { return Member{Name: name, ref: ref{own: shape}} }

func requiredMember(name string, shape *Shape) Member {
	return Member{Name: name, Required: true, ref: ref{own: shape}}
}

func listOf(item *Shape) *Shape { return &Shape{Kind: List, value: ref{own: item}} }

func mapOf(value *Shape) *Shape {
	return &Shape{Kind: Map, key: ref{own: plain[String]}, value: ref{own: value}}
}

func oneOf(values ...string) *Shape { return &Shape{Kind: String, Enum: values} }

// metadata is what results have besides what the API gives.
var metadata = structure(
	ownMember("SdkHttpMetadata", structure(
		ownMember("AllHttpHeaders", mapOf(listOf(plain[String]))), ownMember("HttpHeaders", mapOf(plain[String])), ownMember("HttpStatusCode", plain[Integer]),
	)),
	ownMember("SdkResponseMetadata", structure(ownMember("RequestId", plain[String]))),
)

// httpAnswer is what a call over HTTP gives.
func httpAnswer() *Shape {
	return structure(
		ownMember("Headers", mapOf(listOf(plain[String]))), ownMember("ResponseBody", plain[Document]),
		ownMember("StatusCode", plain[Integer]), ownMember("StatusText", plain[String]),
	)
}

// changed returns a copy of a structure with the changes of a column of the table.
func changed(x *Shape, words []string) *Shape {
	if x == nil || !x.Kind.HasMembers() {
		return x
	}
	made := *x
	made.Members = slices.Clone(x.Members)
	for _, word := range words {
		name, kind, _ := strings.Cut(strings.TrimLeft(word, "+-"), "=")
		switch word[0] {
		case '-':
			made.Members = slices.DeleteFunc(made.Members, func(m Member) bool { return m.Name == name })
		case '+':
			made.Members = append(made.Members, ownMember(name, kindOf(kind)))
		default:
			if m := made.Member(name); m != nil {
				m.ref = ref{own: kindOf(kind)}
			}
		}
	}
	return &made
}

func kindOf(name string) *Shape {
	switch name {
	case "document":
		return plain[Document]
	case "S3Uri":
		return structure(ownMember("S3Uri", plain[String]))
	default:
		return plain[String]
	}
}

// ownInput returns the parameters of an integration that the SDK does not have.
func ownInput(name string) *Shape {
	text := plain[String]
	switch name {
	case "apigateway:invoke":
		return structure(
			ownMember("ApiEndpoint", text), ownMember("Method", oneOf("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS")),
			ownMember("Headers", plain[Document]), ownMember("Stage", text), ownMember("Path", text), ownMember("QueryParameters", plain[Document]),
			ownMember("RequestBody", plain[Document]), ownMember("AllowNullValues", plain[Boolean]), ownMember("AuthType", oneOf("NO_AUTH", "IAM_ROLE", "RESOURCE_POLICY")),
		)
	case "http:invoke":
		connection := structure(requiredMember("ConnectionArn", text))
		return structure(
			ownMember("ApiEndpoint", text), ownMember("Method", oneOf("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD")),
			ownMember("Authentication", connection), ownMember("InvocationConfig", connection), ownMember("Headers", plain[Document]),
			ownMember("QueryParameters", plain[Document]), ownMember("RequestBody", plain[Document]), ownMember("Transform", structure(
				ownMember("RequestBodyEncoding", oneOf("NONE", "URL_ENCODED")),
				ownMember("RequestEncodingOptions", structure(ownMember("ArrayFormat", oneOf("INDICES", "REPEAT", "COMMAS", "BRACKETS", "NONE")))),
			)),
		)
	case "eks:call":
		return structure(
			ownMember("ClusterName", text), ownMember("CertificateAuthority", text), ownMember("Endpoint", text),
			ownMember("Method", oneOf("GET", "POST", "PUT", "DELETE", "HEAD", "PATCH")), ownMember("Path", text),
			ownMember("QueryParameters", plain[Document]), ownMember("RequestBody", plain[Document]),
		)
	case "eks:runJob":
		return structure(
			ownMember("ClusterName", text), ownMember("CertificateAuthority", text), ownMember("Endpoint", text), ownMember("Namespace", text),
			ownMember("Job", plain[Document]), ownMember("LogOptions", structure(
				ownMember("RetrieveLogs", plain[Boolean]), ownMember("RawLogs", plain[Boolean]), ownMember("LogParameters", plain[Document]),
			)),
		)
	default:
		return ownCluster(name)
	}
}

// ownCluster returns the parameters of the integrations for clusters of EMR, which take one thing where the API takes lists.
func ownCluster(name string) *Shape {
	text := plain[String]
	cluster := ownMember("ClusterId", text)
	switch name {
	case "elasticmapreduce:terminateCluster":
		return structure(cluster)
	case "elasticmapreduce:setClusterTerminationProtection":
		return structure(cluster, ownMember("TerminationProtected", plain[Boolean]))
	case "elasticmapreduce:cancelStep":
		return structure(cluster, ownMember("StepId", text))
	case "elasticmapreduce:addStep":
		return structure(cluster, ownMember("Step", itemOf("emr:addJobFlowSteps", "Steps")), ownMember("ExecutionRoleArn", text))
	case "elasticmapreduce:modifyInstanceFleetByName":
		return structure(cluster, ownMember("InstanceFleetName", text), ownMember("InstanceFleet", without(itemOf("emr:modifyInstanceFleet", "InstanceFleet"), "InstanceFleetId")))
	case "elasticmapreduce:modifyInstanceGroupByName":
		return structure(cluster, ownMember("InstanceGroupName", text), ownMember("InstanceGroup", without(itemOf("emr:modifyInstanceGroups", "InstanceGroups"), "InstanceGroupId")))
	default:
		return nil
	}
}

// itemOf returns the shape of a parameter of an action of the SDK, of a list that of its items.
func itemOf(action, parameter string) *Shape {
	service, name, _ := strings.Cut(action, ":")
	x := Lookup(service).Action(name).Input().Member(parameter).Shape()
	if x.Kind == List {
		return x.Element()
	}
	return x
}

func without(x *Shape, name string) *Shape { return changed(x, []string{"-" + name}) }

// ownOutput returns the result of an integration that the SDK does not have.
func ownOutput(name string) *Shape {
	text, number := plain[String], plain[Integer]
	switch name {
	case "apigateway:invoke", "http:invoke", "eks:call":
		return httpAnswer()
	case "eks:runJob":
		return structure(ownMember("logs", structure(ownMember("pods", plain[Document]))), ownMember("status", plain[Document]))
	case "emr-serverless:startApplication", "emr-serverless:stopApplication", "emr-serverless:deleteApplication":
		return structure(ownMember("ApplicationId", text))
	case "bedrockagentcore:invokeHarness":
		message := structure(ownMember("Role", text), ownMember("Content", listOf(structure(ownMember("Text", text)))))
		return structure(
			ownMember("Output", structure(ownMember("Message", message))), ownMember("StopReason", text),
			ownMember("Usage", structure(ownMember("InputTokens", number), ownMember("OutputTokens", number), ownMember("TotalTokens", number))),
			ownMember("Metrics", structure(ownMember("LatencyMs", number))),
		)
	default:
		return nil
	}
}
