import { pictures } from "../build/pictures.ts";
import { describePictures } from "./describe-pictures.ts";

describePictures("The pictures of the page", "show it as it is", pictures);
