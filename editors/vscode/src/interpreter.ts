// The Python that has, or gets, the server.

import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
const SECONDS = 60;

/** The state of an interpreter: whether it runs at all, and whether the server can be started in it. */
export type Interpreter = "ready" | "without server" | "not usable";

/** What pip installs. */
export const REQUIREMENT = "typilus[server]";

/** How the server is started. `-I` keeps the workspace's own files from being imported in place of the server's. */
export function serverArguments(): string[] {
    return ["-I", "-m", "typilus", "server"];
}

/** How all annotations of a folder are audited. What is found comes a line each, as `problemMatchers` reads it. */
export function auditArguments(folder: string): string[] {
    return ["-I", "-m", "typilus", "audit", folder, "--format", "github"];
}

/** Look whether an interpreter has all that the server needs, without importing any of it. */
export async function inspect(python: string): Promise<Interpreter> {
    const code = "import importlib.util as u; print(all(u.find_spec(n) for n in ('typilus', 'pygls')))";
    try {
        const { stdout } = await run(python, ["-I", "-c", code], { timeout: SECONDS * 1000 });
        return stdout.trim() === "True" ? "ready" : "without server";
    } catch {
        return "not usable";
    }
}
