package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/awsapi"
	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/source"
)

func (a *app) sampleCommand() *cobra.Command {
	var full bool
	cmd := &cobra.Command{
		Use:   "sample RESOURCE",
		Short: "Print a sample result of a service integration",
		Long: "Print a result that a task with the resource may have, as JSON, for the mocks of a test. It has the members that the API requires;\n" +
			"if it requires none, the first levels. The resource is written as in a definition, with or without \"arn:aws:states:::\".",
		Example: "  aslcheck sample lambda:invoke\n" +
			"  aslcheck sample glue:startJobRun.sync\n" +
			"  aslcheck sample aws-sdk:glue:getCrawler --full",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("sample needs exactly one resource, such as lambda:invoke, not %d", len(args))
			}
			return nil
		},
		ValidArgsFunction: completeResource,
		RunE: func(_ *cobra.Command, args []string) error {
			r, err := lookupResource(args[0])
			if err != nil {
				return err
			}
			if r.Pattern == asl.WaitForTaskToken {
				if _, err := fmt.Fprintln(a.stderr, "the result of a callback is what SendTaskSuccess sends, and can be anything"); err != nil {
					return err
				}
			}
			return report.Sample(a.stdout, awsapi.Sample(r.SDK, r.Service, r.Action, string(r.Pattern), full))
		},
	}
	cmd.Flags().BoolVar(&full, "full", false, "print all members, at any depth")
	return cmd
}

// integrationPrefix begins the resource of an integration.
const integrationPrefix = "arn:aws:states:::"

// lookupResource reads the name of an integration that is there.
func lookupResource(name string) (asl.Resource, error) {
	text := name
	if !strings.HasPrefix(name, "arn:") {
		text = integrationPrefix + name
	}
	r := asl.ParseResource(text)
	if r.Kind != asl.IntegrationResource {
		return r, usagef("%q is not a service integration such as lambda:invoke or aws-sdk:glue:getCrawler", name)
	}
	if r.SDK {
		return r, checkSDK(r)
	}
	return r, checkOptimized(r)
}

// checkSDK returns what is wrong with an integration of the AWS SDK.
func checkSDK(r asl.Resource) error {
	service := awsapi.Lookup(r.Service)
	if service == nil {
		return usagef("the catalog has no service %q%s", r.Service, source.DidYouMean(r.Service, awsapi.Services()))
	}
	action := service.Action(r.Action)
	switch {
	case action == nil:
		return usagef("the service %s has no action %q%s", r.Service, r.Action, source.DidYouMean(r.Action, service.Actions()))
	case action.Unsupported:
		return usagef("Step Functions doesn't support %s:%s", r.Service, r.Action)
	default:
		return checkPattern(r, []string{string(asl.RequestResponse), string(asl.WaitForTaskToken)})
	}
}

// checkOptimized returns what is wrong with an optimized integration.
func checkOptimized(r asl.Resource) error {
	if o := awsapi.LookupOptimized(r.Service, r.Action); o != nil && len(o.Patterns) > 0 {
		return checkPattern(r, o.Patterns)
	}
	name := r.Service + ":" + r.Action
	if service := awsapi.Lookup(r.Service); service != nil && service.Action(r.Action) != nil {
		return usagef("%s is not an optimized integration (did you mean \"aws-sdk:%s\"?)", name, name)
	}
	return usagef("unknown optimized integration %q%s", name, source.DidYouMean(name, optimizedNames()))
}

// optimizedNames returns the names of the optimized integrations without patterns, sorted.
func optimizedNames() []string {
	var names []string
	for _, service := range awsapi.OptimizedServices() {
		for _, action := range awsapi.OptimizedActions(service) {
			if len(awsapi.LookupOptimized(service, action).Patterns) > 0 {
				names = append(names, service+":"+action)
			}
		}
	}
	return names
}

// checkPattern returns an error for a pattern that isn't among those of an integration.
func checkPattern(r asl.Resource, patterns []string) error {
	if slices.Contains(patterns, r.PatternText) {
		return nil
	}
	var endings []string
	for _, pattern := range patterns {
		if pattern != "" {
			endings = append(endings, "."+pattern)
		}
	}
	if len(endings) == 0 {
		return usagef("%s:%s has no pattern %q, and no other", r.Service, r.Action, "."+r.PatternText)
	}
	return usagef("%s:%s has no pattern %q%s; it has %s", r.Service, r.Action, "."+r.PatternText,
		source.DidYouMean("."+r.PatternText, endings), strings.Join(endings, ", "))
}

// completeResource completes a resource part by part.
func completeResource(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	const noSpace = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	parts := strings.Split(typed, ":")
	if parts[0] == "aws-sdk" && len(parts) > 1 {
		if len(parts) == 2 {
			return sdkServices(), noSpace
		}
		return sdkActions(parts[1]), cobra.ShellCompDirectiveNoFileComp
	}
	if len(parts) == 1 {
		names := []string{"aws-sdk:"}
		for _, service := range awsapi.OptimizedServices() {
			names = append(names, service+":")
		}
		return names, noSpace
	}
	var names []string
	for _, action := range awsapi.OptimizedActions(parts[0]) {
		for _, pattern := range awsapi.LookupOptimized(parts[0], action).Patterns {
			names = append(names, strings.TrimSuffix(parts[0]+":"+action+"."+pattern, "."))
		}
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

func sdkServices() []string {
	names := awsapi.Services()
	for i, name := range names {
		names[i] = "aws-sdk:" + name + ":"
	}
	return names
}

func sdkActions(service string) []string {
	s := awsapi.Lookup(service)
	if s == nil {
		return nil
	}
	names := s.Actions()
	for i, name := range names {
		names[i] = "aws-sdk:" + service + ":" + name
	}
	return names
}
