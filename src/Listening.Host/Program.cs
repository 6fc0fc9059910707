using Listening.Host.Commands;

return await ListeningCommand.RunAsync(args);
