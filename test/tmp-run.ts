import { runTool } from "/work/main/src/tools/run-tool.ts";
import { sizeTeam } from "/work/main/src/tools/size-team.ts";
import { openTestPorts } from "/work/main/test/open-test-ports.ts";

const run = await runTool(sizeTeam, JSON.parse(process.argv[2]!), openTestPorts());
console.log(process.argv[3] ? run.text : JSON.stringify(run.result, null, 1));
console.log(JSON.stringify(run.result).length);
