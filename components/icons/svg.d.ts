/** The outline of a Material icon as path data; made by the build. */
declare module '@material-design-icons/svg/*.svg' {
  const outline: string;
  export default outline;
}
