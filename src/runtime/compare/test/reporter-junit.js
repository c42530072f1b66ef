// The whole output of the junit reporter, without its times.
require('./lib-reporter.cjs')('junit');
