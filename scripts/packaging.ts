// What each host reads about this package: all of it derived from package.json, SKILL.md and the few words below.

/** The parts of package.json that hosts are told. */
export interface PackageFile {
  name: string;
  version: string;
  title: string;
  description: string;
  license: string;
  author: { name: string };
  keywords: string[];
  engines: { node: string };
  mcpName: string;
}

/** The key under which every host registers the server; short, since hosts put it before each tool's name. */
const KEY = "cs";

/** A square of 512 pixels, drawn from icon.svg. */
const ICON = "icon.png";

/** Set by a host whose users name folders in its settings. */
const FOLDERS = "CS_STRATEGIST_FOLDERS";
const foldersTitle = "Folders to work in";
const foldersAbout = "Folders with your account tables. Files are read there, and plans written only there.";
const severalFolders = `${foldersAbout} Several are separated by ":" (";" on Windows).`;

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** The skill as hosts find it that look in skills/ of a plugin: the same text, with the program two folders up. */
export const skillBeside = (skill: string): string =>
  skill.replaceAll("${CLAUDE_SKILL_DIR}/dist/", "${CLAUDE_SKILL_DIR}/../../dist/");

/** Every generated file of the package by its path. */
export function packagingFiles(own: PackageFile, skill: string): Map<string, string> {
  const { name, version, title, description, license, author, keywords } = own;
  const known = { name, version, description, author, license, keywords };
  const server = (root: string) => ({ command: "node", args: [`${root}/dist/server.mjs`] });
  return new Map(
    Object.entries({
      // Claude Code: plugin and marketplace. The setting reaches the server as a variable; unset, it is empty.
      ".claude-plugin/plugin.json": {
        ...known,
        icon: ICON,
        userConfig: {
          folders: { type: "string", title: foldersTitle, description: severalFolders, default: "" },
        },
        mcpServers: { [KEY]: { ...server("${CLAUDE_PLUGIN_ROOT}"), env: { [FOLDERS]: "${user_config.folders}" } } },
      },
      ".claude-plugin/marketplace.json": {
        name,
        description,
        owner: author,
        plugins: [{ name, source: "./", version, description }],
      },
      // Codex: it starts a plugin's server in the plugin's own folder, so the folder of its caller is handed on as PWD.
      ".codex-plugin/plugin.json": {
        ...known,
        skills: "./skills/",
        mcpServers: { [KEY]: { command: "node", args: ["./dist/server.mjs"], cwd: ".", env_vars: ["PWD", FOLDERS] } },
      },
      ".agents/plugins/marketplace.json": {
        name,
        interface: { displayName: title },
        plugins: [
          {
            name,
            source: { source: "local", path: "./" },
            policy: { installation: "AVAILABLE", authentication: "ON_INSTALL" },
            category: "Productivity",
          },
        ],
      },
      // Agent Plugins 1.0: VS Code, Copilot CLI, Cursor and others.
      "plugin.json": { $schema: "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json", ...known },
      "mcp.json": {
        $schema: "https://agent-plugins.org/schemas/1.0.0/mcp.schema.json",
        mcpServers: { [KEY]: { type: "stdio", ...server("${PLUGIN_ROOT}") } },
      },
      "gemini-extension.json": {
        name,
        version,
        description,
        mcpServers: { [KEY]: server("${extensionPath}") },
      },
      // Claude Desktop: a bundle whose user names the folders when it is installed.
      "manifest.json": {
        manifest_version: "0.4",
        name,
        display_name: title,
        icon: ICON,
        version,
        description,
        author,
        license,
        keywords,
        server: {
          type: "node",
          entry_point: "dist/server.mjs",
          mcp_config: { command: "node", args: ["${__dirname}/dist/server.mjs", "serve", "${user_config.folders}"] },
        },
        tools_generated: true,
        prompts_generated: true,
        user_config: {
          folders: { type: "directory", title: foldersTitle, description: foldersAbout, multiple: true, required: true },
        },
        compatibility: { platforms: ["darwin", "win32", "linux"], runtimes: { node: own.engines.node } },
      },
      // The MCP registry takes 100 characters.
      "server.json": {
        $schema: "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
        name: own.mcpName,
        title,
        description: description.slice(0, description.indexOf(":")),
        version,
        packages: [
          {
            registryType: "npm",
            identifier: name,
            version,
            runtimeHint: "npx",
            transport: { type: "stdio" },
            environmentVariables: [{ name: FOLDERS, description: severalFolders, format: "string", isRequired: false }],
          },
        ],
      },
    }).map(([path, content]) => [path, json(content)] as const),
  ).set("skills/cs-strategist/SKILL.md", skillBeside(skill));
}
