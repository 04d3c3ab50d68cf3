// Package serverless evaluates the variables of a Serverless Framework service, such as ${self:custom.table},
// ${file(machines.yml):orders} and ${opt:stage, 'dev'}, as far as the files of the service determine them.
//
// A value is static if it follows from the files and from defaults: an option, an environment variable or a parameter
// without a default isn't, and neither is what AWS answers (ssm, cf, s3, aws). What isn't static stays as it is written, and is a
// placeholder for whoever reads the result. Values of files keep their location in these files; a scalar that a variable
// yields has the location of the variable.
//
// A service may be hostile. Variables that refer to each other, texts and trees that grow without limit and long chains end
// as placeholders, and Exceeded reports that a limit was reached.
package serverless
