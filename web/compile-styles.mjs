import { build } from "esbuild";

/** The oldest browser still met on office machines, and the language that all of its kin know. */
export const TARGET = ["chrome78", "es2019"];

/** A style sheet with its imports, minified for `TARGET`, as text. */
export async function compileStyles(path) {
  const { outputFiles } = await build({ entryPoints: [path], bundle: true, minify: true, write: false, target: TARGET, charset: "utf8", logLevel: "warning" });
  return outputFiles[0].text;
}

/** esbuild plugin: a script that imports a style sheet gets its compiled text. */
export const stylesAsText = {
  name: "styles-as-text",
  setup(bundle) {
    bundle.onLoad({ filter: /\.css$/ }, async ({ path }) => ({ contents: await compileStyles(path), loader: "text" }));
  },
};
