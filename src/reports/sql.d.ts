/** The text of the file: the bundler and the test runner load it so. */
declare module '*.sql' {
  const sql: string;
  export default sql;
}
