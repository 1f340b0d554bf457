/** What maps say. */
export const zh = {
  map: {
    site: "场地平面图",
    projects: "项目地图",
    title: "场地",
    missing: "尚无场地边界，未画出：{{names}}。计划工程师填写场地边界（GeoJSON）后会显示在图上。",
    none: "还没有场地边界和单体轮廓。计划工程师填写（GeoJSON）后会画在这里。",
  },
};

export const en: typeof zh = {
  map: {
    site: "The site from above",
    projects: "Map of the projects",
    title: "Site",
    missing:
      "Not drawn, for want of a site boundary: {{names}}. They appear once a planner has entered one (GeoJSON).",
    none: "No site boundary and no footprints yet. They are drawn here once a planner has entered them (GeoJSON).",
  },
};
