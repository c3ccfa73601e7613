// How each host is asked one thing, with the stand-in for its model on a port of this machine: the program, its words and its variables.

/** The commands, given where the hosts' programs lie. */
export function commandsOf(bin) {
  const claude = (port) => [
    bin("claude"),
    ["-p", "Look at my table.", "--allowedTools", "mcp__plugin_cs-strategist_cs,mcp__cs"],
    {
      ANTHROPIC_BASE_URL: `http://127.0.0.1:${port}`,
      ANTHROPIC_API_KEY: "local",
      ENABLE_TOOL_SEARCH: "false",
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
      // A print without a person takes one turn: on a busy machine its tools would come after it.
      CLAUDE_CODE_MCP_STARTUP_WAIT_MS: "60000",
    },
  ];
  const provider = (port) => `model_providers.local={name="local",base_url="http://127.0.0.1:${port}/v1",wire_api="responses"}`;
  const codex = (port) => [
    bin("codex"),
    [
      "exec",
      "-m",
      "gpt-5.2",
      "--skip-git-repo-check",
      "-c",
      "model_provider=local",
      "-c",
      provider(port),
      "-c",
      "approval_policy=never",
      "-s",
      "workspace-write",
      "Look at my table.",
    ],
    {},
  ];
  const gemini = (port) => [
    bin("gemini"),
    ["-p", "Look at my table.", "--approval-mode", "yolo", "--skip-trust"],
    { GOOGLE_GEMINI_BASE_URL: `http://127.0.0.1:${port}`, GEMINI_API_KEY: "local" },
  ];
  const copilot = (port) => [
    bin("copilot"),
    ["-p", "Look at my table.", "--allow-all-tools"],
    {
      COPILOT_OFFLINE: "true",
      COPILOT_PROVIDER_TYPE: "anthropic",
      COPILOT_PROVIDER_BASE_URL: `http://127.0.0.1:${port}`,
      COPILOT_PROVIDER_API_KEY: "local",
      COPILOT_MODEL: "claude-sonnet-4.5",
    },
  ];
  return { claude, codex, gemini, copilot };
}
