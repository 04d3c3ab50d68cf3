package rules

import (
	"fmt"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// The pages that rules rest on.
const (
	specStates         = "https://states-language.net/#states-fields"
	specTransitions    = "https://states-language.net/#transition"
	specPaths          = "https://states-language.net/#path"
	specReference      = "https://states-language.net/#ref-paths"
	specTemplates      = "https://states-language.net/#payload-template"
	guideASL           = "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html"
	guideErrors        = "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html"
	guidePractices     = "https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html"
	guideIntegration   = "https://docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html"
	guideOptimized     = "https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html"
	guideSDK           = "https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html"
	guideCallback      = "https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html"
	guideIntrinsic     = "https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html"
	guideJSONata       = "https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html"
	guideVariables     = "https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html"
	guideQuotas        = "https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html"
	guideChoice        = "https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html"
	guideWait          = "https://docs.aws.amazon.com/step-functions/latest/dg/state-wait.html"
	guideTask          = "https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html"
	guideMap           = "https://docs.aws.amazon.com/step-functions/latest/dg/state-map.html"
	guideTypes         = "https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html"
	guideSubstitutions = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-stepfunctions-statemachine.html"
	guideContext       = "https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html"
	apiValidate        = "https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html"
	guideReader        = "https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html"
	guideWriter        = "https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html"
)

// list joins quoted words as in a sentence.
func list(words []string, conjunction string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = fmt.Sprintf("%q", w)
	}
	if len(quoted) < 2 {
		return strings.Join(quoted, "")
	}
	last := len(quoted) - 1
	return strings.Join(quoted[:last], ", ") + " " + conjunction + " " + quoted[last]
}

// replaceText is a fix that puts text in the place of a span.
func replaceText(at source.Span, message, text string) source.Fix {
	return source.Fix{Message: message, Edits: []source.Edit{{Span: at, NewText: text}}}
}
