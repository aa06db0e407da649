// npm run bench -- [governance | archive | evidence | dashboard] [--quick]: see README.md in this folder.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const [first, ...rest] = process.argv.slice(2);
const name = first === undefined || first.startsWith('-') ? 'governance' : first;
const parameters = name === first ? rest : process.argv.slice(2);

switch (name) {
  case 'governance': {
    const { benchGovernance } = await import('./governance.mjs');
    await benchGovernance(parameters);
    break;
  }
  case 'archive': {
    const { benchArchive } = await import('./archive/main.mjs');
    await benchArchive(parameters);
    break;
  }
  case 'evidence': {
    const { benchEvidence } = await import('./evidence/main.mjs');
    await benchEvidence(parameters);
    break;
  }
  case 'dashboard': {
    const { benchDashboard } = await import('./dashboard/main.mjs');
    await benchDashboard(parameters);
    break;
  }
  default:
    throw new Error(`There is no benchmark ${name}. Say governance, archive, evidence or dashboard.`);
}
