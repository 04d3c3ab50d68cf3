// "npm install aws-cdk-lib constructs && node app.js" writes cdk.out.
const cdk = require('aws-cdk-lib');
const sfn = require('aws-cdk-lib/aws-stepfunctions');
const tasks = require('aws-cdk-lib/aws-stepfunctions-tasks');
const sns = require('aws-cdk-lib/aws-sns');
const lambda = require('aws-cdk-lib/aws-lambda');

const app = new cdk.App({ outdir: 'cdk.out', analyticsReporting: false, context: { 'aws:cdk:enable-path-metadata': true } });

class Billing extends cdk.Stack {
  constructor(scope, id) {
    super(scope, id);
    const topic = new sns.Topic(this, 'Reminders');
    const fn = new lambda.Function(this, 'Invoice', {
      runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async e => e'),
    });
    const create = new tasks.LambdaInvoke(this, 'Create Invoice', { lambdaFunction: fn, outputPath: '$.Payload', retryOnServiceExceptions: true });
    const send = new tasks.SnsPublish(this, 'Send Invoice', { topic, message: sfn.TaskInput.fromJsonPathAt('$.text'), resultPath: sfn.JsonPath.DISCARD });
    send.addRetry({ errors: ['States.TaskFailed'], interval: cdk.Duration.seconds(10), maxAttempts: 3 });
    const paid = new sfn.Choice(this, 'Paid already?')
      .when(sfn.Condition.booleanEquals('$.paid', true), new sfn.Succeed(this, 'Nothing to Do'))
      .otherwise(create.next(send));
    new sfn.StateMachine(this, 'Invoices', { definitionBody: sfn.DefinitionBody.fromChainable(paid), stateMachineType: sfn.StateMachineType.STANDARD });
    new sfn.StateMachine(this, 'Dunning', {
      definitionBody: sfn.DefinitionBody.fromFile('flows/reminder.asl.json'),
      definitionSubstitutions: { TopicArn: topic.topicArn, EscalateArn: fn.functionArn },
    });
  }
}
new Billing(app, 'Billing');
app.synth();
