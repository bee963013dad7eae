/**
 * langchain and the client below it read the environment by themselves: tracing would send people's questions to a third
 * party, other variables another host or key. None is honoured; what we send and where is decided by `config.ts`.
 */
const UNWANTED = /^(LANGSMITH|LANGCHAIN|LANGGRAPH|OPENAI)_/;

for (const name of Object.keys(process.env)) if (UNWANTED.test(name)) delete process.env[name];
