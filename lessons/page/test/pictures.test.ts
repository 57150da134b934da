import { describePictures } from "#stage/page/test/describe-pictures.ts";
import { lessonPictures } from "../build/pictures.ts";

describePictures("The pictures of the lessons", "show them as they are", lessonPictures);
