using ZkLockAttr.Load.Tests.Starvation;

// Started by StarvationTests; the test host never comes here.
return args is [var connectionString] ? StarvedProcess.Run(connectionString) : 2;
