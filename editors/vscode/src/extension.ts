// The extension: one server in the selected interpreter, a status bar, and commands.

import * as vscode from "vscode";
import { LanguageClient, State } from "vscode-languageclient/node";

import { REQUIREMENT, auditArguments, inspect, serverArguments } from "./interpreter";
import { readSettings } from "./settings";
import { type Status, statusTexts } from "./status";

const SECTION = "typilus";
const SEVERAL = "refactor.rewrite.typilus.all"; // the server's actions that annotate a selection or a function
const PAUSE = 800; // milliseconds without a key before the status is asked for

const SCHEMES = ["file", "untitled", "vscode-notebook-cell"];

/** The part of the Python extension's interface that is used here. */
interface PythonExtension {
    environments: {
        getActiveEnvironmentPath(resource?: vscode.Uri): { path: string };
        resolveEnvironment(path: { path: string }): Promise<{ executable: { uri?: vscode.Uri } } | undefined>;
        onDidChangeActiveEnvironmentPath: vscode.Event<unknown>;
    };
}

class Server implements vscode.Disposable {
    private client: LanguageClient | undefined;
    private python: string | undefined;
    private starting: Promise<void> = Promise.resolve();
    private readonly log = vscode.window.createOutputChannel("Typilus");
    private readonly item = vscode.window.createStatusBarItem("typilus.status", vscode.StatusBarAlignment.Right, 90);
    private timer: NodeJS.Timeout | undefined;

    constructor() {
        this.item.name = "Typilus";
        this.item.command = "typilus.annotateThisFile";
    }

    /** Start the server of the selected interpreter, or start it anew if another has been selected. */
    restart(force: boolean): Promise<void> {
        this.starting = this.starting.then(() => this.startNow(force)).catch((error) => this.log.appendLine(`${error}`));
        return this.starting;
    }

    async stop(): Promise<void> {
        const client = this.client;
        this.client = undefined;
        this.item.hide();
        await client?.dispose();
    }

    showLog(): void {
        (this.client?.outputChannel ?? this.log).show();
    }

    /** Ask for a command of the server; undefined where there is none. */
    async execute<T>(command: string, uri: vscode.Uri): Promise<T | undefined> {
        const client = this.client;
        if (client?.state !== State.Running) {
            return undefined;
        }
        const target = client.code2ProtocolConverter.asUri(uri);
        return client.sendRequest<T>("workspace/executeCommand", { command, arguments: [target] });
    }

    /** Show the status of the active editor, once nobody types. */
    updateStatus(): void {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => void this.showStatus().catch((error) => this.log.appendLine(`${error}`)), PAUSE);
    }

    dispose(): void {
        clearTimeout(this.timer);
        this.item.dispose();
        this.log.dispose();
        void this.stop();
    }

    /** Audit all annotations of each folder, in a terminal; the findings are listed as problems. */
    async audit(): Promise<void> {
        const folders = vscode.workspace.workspaceFolders ?? [];
        if (!this.python || !folders.length) {
            void vscode.window.showInformationMessage("Typilus: open a folder and select a Python interpreter first");
            return;
        }
        for (const folder of folders) {
            const execution = new vscode.ProcessExecution(this.python, auditArguments(folder.uri.fsPath), {
                cwd: folder.uri.fsPath,
            });
            const definition = { type: "process", folder: folder.name };
            const task = new vscode.Task(definition, folder, `Audit ${folder.name}`, "Typilus", execution, "$typilus");
            await vscode.tasks.executeTask(task);
        }
    }

    private async showStatus(): Promise<void> {
        const document = vscode.window.activeTextEditor?.document;
        const isPython = document?.languageId === "python";
        const texts = isPython ? statusTexts(await this.execute<Status>("typilus.status", document.uri)) : undefined;
        if (texts && document === vscode.window.activeTextEditor?.document) {
            Object.assign(this.item, texts);
            this.item.show();
        } else {
            this.item.hide();
        }
    }

    private async startNow(force: boolean): Promise<void> {
        const python = await selectedInterpreter();
        if (!force && this.client && python === this.python) {
            return;
        }
        await this.stop();
        this.python = python;
        if (!python) {
            this.log.appendLine("no Python interpreter is selected");
            return;
        }
        const state = await inspect(python);
        if (state === "without server") {
            await this.offerToInstall(python);
            return;
        }
        if (state === "not usable") {
            this.log.appendLine(`${python} cannot be run`);
            return;
        }
        const configuration = vscode.workspace.getConfiguration(SECTION);
        const client = new LanguageClient(
            SECTION,
            "Typilus",
            { command: python, args: serverArguments(), options: { env: { ...process.env, OMP_NUM_THREADS: "1" } } },
            {
                documentSelector: SCHEMES.map((scheme) => ({ language: "python", scheme })),
                initializationOptions: readSettings((name) => configuration.get(name)),
                synchronize: { configurationSection: SECTION },
            },
        );
        this.client = client;
        await client.start();
        this.updateStatus();
    }

    private async offerToInstall(python: string): Promise<void> {
        const install = "Install";
        const answer = await vscode.window.showInformationMessage(
            `Typilus is not installed in ${python}. Install it there?`,
            install,
        );
        if (answer !== install) {
            return;
        }
        const task = new vscode.Task(
            { type: "process" },
            vscode.TaskScope.Workspace,
            "Install typilus",
            "Typilus",
            new vscode.ProcessExecution(python, ["-m", "pip", "install", REQUIREMENT]),
        );
        const execution = await vscode.tasks.executeTask(task);
        const listener = vscode.tasks.onDidEndTaskProcess((event) => {
            if (event.execution === execution) {
                listener.dispose();
                if (event.exitCode === 0) {
                    void this.restart(true);
                }
            }
        });
    }
}

/** The interpreter of the settings, else the one that is selected in the Python extension, else none. */
async function selectedInterpreter(): Promise<string | undefined> {
    const configured = vscode.workspace.getConfiguration(SECTION).get<string>("interpreter");
    if (configured) {
        return configured;
    }
    const environments = (await pythonExtension())?.environments;
    if (!environments) {
        return undefined;
    }
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const path = environments.getActiveEnvironmentPath(folder);
    const environment = await environments.resolveEnvironment(path);
    return environment?.executable.uri?.fsPath ?? path.path;
}

async function pythonExtension(): Promise<PythonExtension | undefined> {
    const extension = vscode.extensions.getExtension<PythonExtension>("ms-python.python");
    return extension && (extension.isActive ? extension.exports : await extension.activate());
}

async function annotateFile(server: Server, editor: vscode.TextEditor): Promise<void> {
    type Answer = { annotations: number; applied: boolean };
    const answer = await server.execute<Answer>("typilus.annotateFile", editor.document.uri);
    if (answer && !answer.annotations) {
        void vscode.window.setStatusBarMessage("Typilus: no type is sure enough", 3000);
    }
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
    const server = new Server();
    const { commands, window, workspace } = vscode;
    context.subscriptions.push(
        server,
        commands.registerTextEditorCommand("typilus.annotateThisFile", (editor) => annotateFile(server, editor)),
        commands.registerCommand("typilus.annotateSelection", () =>
            commands.executeCommand("editor.action.codeAction", { kind: SEVERAL, apply: "first" }),
        ),
        commands.registerCommand("typilus.explainHere", () => commands.executeCommand("editor.action.showHover")),
        commands.registerCommand("typilus.auditWorkspace", () => server.audit()),
        commands.registerCommand("typilus.restart", () => server.restart(true)),
        commands.registerCommand("typilus.showLog", () => server.showLog()),
        window.onDidChangeActiveTextEditor(() => server.updateStatus()),
        workspace.onDidChangeTextDocument((event) => {
            if (event.document === window.activeTextEditor?.document) {
                server.updateStatus();
            }
        }),
        workspace.onDidChangeConfiguration((event) => {
            if (event.affectsConfiguration(`${SECTION}.interpreter`)) {
                void server.restart(false);
            }
        }),
    );
    const python = await pythonExtension();
    if (python) {
        context.subscriptions.push(
            python.environments.onDidChangeActiveEnvironmentPath(() => void server.restart(false)),
        );
    }
    await server.restart(false);
}
