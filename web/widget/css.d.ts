/** A style sheet as text: compiled, with its imports, by `web/compile-styles.mjs`. */
declare module "*.css" {
  const text: string;
  export default text;
}
