// Runs the compiled client: node run.mjs <folder of stories.mjs> <address of the site>
const [folder, site] = process.argv.slice(2);
const { main } = await import(`${folder}/stories.mjs`);
await main(site);
