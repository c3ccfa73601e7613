import DefaultTheme from "vitepress/theme";
import FormHeader from "./FormHeader.vue";
import RuleHeader from "./RuleHeader.vue";
import "./style.css";

export default {
  extends: DefaultTheme,
  enhanceApp({ app }: { app: { component(name: string, component: unknown): void } }) {
    app.component("RuleHeader", RuleHeader);
    app.component("FormHeader", FormHeader);
  },
};
