// Generated from the schemas: run npm run generate instead of editing.

import * as ucs2lengthModule from "ajv/dist/runtime/ucs2length.js";
import { fullFormats } from "ajv-formats/dist/formats.js";

// Node sees CommonJS's exports as the default; a bundler may have unwrapped them.
const ucs2length = ucs2lengthModule.default.default ?? ucs2lengthModule.default;

export const validators = {
  __proto__: null,
  "couriers.courier-assigned.v1": validateCouriersCourierAssignedV1,
  "couriers.courier-unavailable.v1": validateCouriersCourierUnavailableV1,
  "couriers.order-delivered.v1": validateCouriersOrderDeliveredV1,
  "couriers.order-picked-up.v1": validateCouriersOrderPickedUpV1,
  "orders.order-cancelled.v1": validateOrdersOrderCancelledV1,
  "orders.order-placed.v1": validateOrdersOrderPlacedV1,
  "payments.payment-confirmation-required.v1": validatePaymentsPaymentConfirmationRequiredV1,
  "payments.payment-declined.v1": validatePaymentsPaymentDeclinedV1,
  "payments.payment-expired.v1": validatePaymentsPaymentExpiredV1,
  "payments.payment-refunded.v1": validatePaymentsPaymentRefundedV1,
  "payments.payment-started.v1": validatePaymentsPaymentStartedV1,
  "payments.payment-succeeded.v1": validatePaymentsPaymentSucceededV1,
  "restaurants.menu-changed.v1": validateRestaurantsMenuChangedV1,
  "restaurants.order-confirmed.v1": validateRestaurantsOrderConfirmedV1,
  "restaurants.order-ready.v1": validateRestaurantsOrderReadyV1,
  "restaurants.order-rejected.v1": validateRestaurantsOrderRejectedV1,
};

const formats0 = /^(?:urn:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const func2 = ucs2length;
const pattern0 = new RegExp("^[A-Za-z0-9_-]+$", "u");

function validateCouriersCourierAssignedV1(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.orderId === undefined) && (missing0 = "orderId")) || ((data.courierId === undefined) && (missing0 = "courierId"))) || ((data.courierName === undefined) && (missing0 = "courierName"))){
validateCouriersCourierAssignedV1.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.orderId !== undefined){
let data0 = data.orderId;
const _errs1 = errors;
if(errors === _errs1){
if(errors === _errs1){
if(typeof data0 === "string"){
if(func2(data0) > 36){
validateCouriersCourierAssignedV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/maxLength",keyword:"maxLength",params:{limit: 36},message:"must NOT have more than 36 characters"}];
return false;
}
else {
if(!(formats0.test(data0))){
validateCouriersCourierAssignedV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/format",keyword:"format",params:{format: "uuid"},message:"must match format \""+"uuid"+"\""}];
return false;
}
}
}
else {
validateCouriersCourierAssignedV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.courierId !== undefined){
let data1 = data.courierId;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(func2(data1) > 64){
validateCouriersCourierAssignedV1.errors = [{instancePath:instancePath+"/courierId",schemaPath:"#/properties/courierId/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(func2(data1) < 1){
validateCouriersCourierAssignedV1.errors = [{instancePath:instancePath+"/courierId",schemaPath:"#/properties/courierId/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern0.test(data1)){
validateCouriersCourierAssignedV1.errors = [{instancePath:instancePath+"/courierId",schemaPath:"#/properties/courierId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\""}];
return false;
}
}
}
}
else {
validateCouriersCourierAssignedV1.errors = [{instancePath:instancePath+"/courierId",schemaPath:"#/properties/courierId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.courierName !== undefined){
let data2 = data.courierName;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data2 === "string"){
if(func2(data2) > 100){
validateCouriersCourierAssignedV1.errors = [{instancePath:instancePath+"/courierName",schemaPath:"#/properties/courierName/maxLength",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters"}];
return false;
}
else {
if(func2(data2) < 1){
validateCouriersCourierAssignedV1.errors = [{instancePath:instancePath+"/courierName",schemaPath:"#/properties/courierName/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validateCouriersCourierAssignedV1.errors = [{instancePath:instancePath+"/courierName",schemaPath:"#/properties/courierName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validateCouriersCourierAssignedV1.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validateCouriersCourierAssignedV1.errors = vErrors;
return errors === 0;
}


function validateCouriersCourierUnavailableV1(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.orderId === undefined) && (missing0 = "orderId")) || ((data.zone === undefined) && (missing0 = "zone"))) || ((data.waitedSeconds === undefined) && (missing0 = "waitedSeconds"))){
validateCouriersCourierUnavailableV1.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.orderId !== undefined){
let data0 = data.orderId;
const _errs1 = errors;
if(errors === _errs1){
if(errors === _errs1){
if(typeof data0 === "string"){
if(func2(data0) > 36){
validateCouriersCourierUnavailableV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/maxLength",keyword:"maxLength",params:{limit: 36},message:"must NOT have more than 36 characters"}];
return false;
}
else {
if(!(formats0.test(data0))){
validateCouriersCourierUnavailableV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/format",keyword:"format",params:{format: "uuid"},message:"must match format \""+"uuid"+"\""}];
return false;
}
}
}
else {
validateCouriersCourierUnavailableV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.zone !== undefined){
let data1 = data.zone;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(func2(data1) > 64){
validateCouriersCourierUnavailableV1.errors = [{instancePath:instancePath+"/zone",schemaPath:"#/properties/zone/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(func2(data1) < 1){
validateCouriersCourierUnavailableV1.errors = [{instancePath:instancePath+"/zone",schemaPath:"#/properties/zone/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern0.test(data1)){
validateCouriersCourierUnavailableV1.errors = [{instancePath:instancePath+"/zone",schemaPath:"#/properties/zone/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\""}];
return false;
}
}
}
}
else {
validateCouriersCourierUnavailableV1.errors = [{instancePath:instancePath+"/zone",schemaPath:"#/properties/zone/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.waitedSeconds !== undefined){
let data2 = data.waitedSeconds;
const _errs5 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validateCouriersCourierUnavailableV1.errors = [{instancePath:instancePath+"/waitedSeconds",schemaPath:"#/properties/waitedSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs5){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 86400 || isNaN(data2)){
validateCouriersCourierUnavailableV1.errors = [{instancePath:instancePath+"/waitedSeconds",schemaPath:"#/properties/waitedSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validateCouriersCourierUnavailableV1.errors = [{instancePath:instancePath+"/waitedSeconds",schemaPath:"#/properties/waitedSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validateCouriersCourierUnavailableV1.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validateCouriersCourierUnavailableV1.errors = vErrors;
return errors === 0;
}


function validateCouriersOrderDeliveredV1(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.orderId === undefined) && (missing0 = "orderId")) || ((data.courierId === undefined) && (missing0 = "courierId"))){
validateCouriersOrderDeliveredV1.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.orderId !== undefined){
let data0 = data.orderId;
const _errs1 = errors;
if(errors === _errs1){
if(errors === _errs1){
if(typeof data0 === "string"){
if(func2(data0) > 36){
validateCouriersOrderDeliveredV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/maxLength",keyword:"maxLength",params:{limit: 36},message:"must NOT have more than 36 characters"}];
return false;
}
else {
if(!(formats0.test(data0))){
validateCouriersOrderDeliveredV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/format",keyword:"format",params:{format: "uuid"},message:"must match format \""+"uuid"+"\""}];
return false;
}
}
}
else {
validateCouriersOrderDeliveredV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.courierId !== undefined){
let data1 = data.courierId;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(func2(data1) > 64){
validateCouriersOrderDeliveredV1.errors = [{instancePath:instancePath+"/courierId",schemaPath:"#/properties/courierId/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(func2(data1) < 1){
validateCouriersOrderDeliveredV1.errors = [{instancePath:instancePath+"/courierId",schemaPath:"#/properties/courierId/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern0.test(data1)){
validateCouriersOrderDeliveredV1.errors = [{instancePath:instancePath+"/courierId",schemaPath:"#/properties/courierId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\""}];
return false;
}
}
}
}
else {
validateCouriersOrderDeliveredV1.errors = [{instancePath:instancePath+"/courierId",schemaPath:"#/properties/courierId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validateCouriersOrderDeliveredV1.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validateCouriersOrderDeliveredV1.errors = vErrors;
return errors === 0;
}


function validateCouriersOrderPickedUpV1(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.orderId === undefined) && (missing0 = "orderId")) || ((data.courierId === undefined) && (missing0 = "courierId"))){
validateCouriersOrderPickedUpV1.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.orderId !== undefined){
let data0 = data.orderId;
const _errs1 = errors;
if(errors === _errs1){
if(errors === _errs1){
if(typeof data0 === "string"){
if(func2(data0) > 36){
validateCouriersOrderPickedUpV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/maxLength",keyword:"maxLength",params:{limit: 36},message:"must NOT have more than 36 characters"}];
return false;
}
else {
if(!(formats0.test(data0))){
validateCouriersOrderPickedUpV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/format",keyword:"format",params:{format: "uuid"},message:"must match format \""+"uuid"+"\""}];
return false;
}
}
}
else {
validateCouriersOrderPickedUpV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.courierId !== undefined){
let data1 = data.courierId;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(func2(data1) > 64){
validateCouriersOrderPickedUpV1.errors = [{instancePath:instancePath+"/courierId",schemaPath:"#/properties/courierId/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(func2(data1) < 1){
validateCouriersOrderPickedUpV1.errors = [{instancePath:instancePath+"/courierId",schemaPath:"#/properties/courierId/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern0.test(data1)){
validateCouriersOrderPickedUpV1.errors = [{instancePath:instancePath+"/courierId",schemaPath:"#/properties/courierId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\""}];
return false;
}
}
}
}
else {
validateCouriersOrderPickedUpV1.errors = [{instancePath:instancePath+"/courierId",schemaPath:"#/properties/courierId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validateCouriersOrderPickedUpV1.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validateCouriersOrderPickedUpV1.errors = vErrors;
return errors === 0;
}

const schema15 = {"type":"object","required":["orderId","reason"],"properties":{"orderId":{"type":"string","format":"uuid","maxLength":36},"reason":{"type":"string","enum":["customer","payment-declined","payment-expired","restaurant-rejected","courier-unavailable"]},"detail":{"type":"string","minLength":1,"maxLength":200}}};

function validateOrdersOrderCancelledV1(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.orderId === undefined) && (missing0 = "orderId")) || ((data.reason === undefined) && (missing0 = "reason"))){
validateOrdersOrderCancelledV1.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.orderId !== undefined){
let data0 = data.orderId;
const _errs1 = errors;
if(errors === _errs1){
if(errors === _errs1){
if(typeof data0 === "string"){
if(func2(data0) > 36){
validateOrdersOrderCancelledV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/maxLength",keyword:"maxLength",params:{limit: 36},message:"must NOT have more than 36 characters"}];
return false;
}
else {
if(!(formats0.test(data0))){
validateOrdersOrderCancelledV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/format",keyword:"format",params:{format: "uuid"},message:"must match format \""+"uuid"+"\""}];
return false;
}
}
}
else {
validateOrdersOrderCancelledV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reason !== undefined){
let data1 = data.reason;
const _errs3 = errors;
if(typeof data1 !== "string"){
validateOrdersOrderCancelledV1.errors = [{instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((((data1 === "customer") || (data1 === "payment-declined")) || (data1 === "payment-expired")) || (data1 === "restaurant-rejected")) || (data1 === "courier-unavailable"))){
validateOrdersOrderCancelledV1.errors = [{instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/enum",keyword:"enum",params:{allowedValues: schema15.properties.reason.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.detail !== undefined){
let data2 = data.detail;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data2 === "string"){
if(func2(data2) > 200){
validateOrdersOrderCancelledV1.errors = [{instancePath:instancePath+"/detail",schemaPath:"#/properties/detail/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"}];
return false;
}
else {
if(func2(data2) < 1){
validateOrdersOrderCancelledV1.errors = [{instancePath:instancePath+"/detail",schemaPath:"#/properties/detail/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validateOrdersOrderCancelledV1.errors = [{instancePath:instancePath+"/detail",schemaPath:"#/properties/detail/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validateOrdersOrderCancelledV1.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validateOrdersOrderCancelledV1.errors = vErrors;
return errors === 0;
}

const formats12 = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;
const pattern8 = new RegExp("^tok_[a-z0-9_]+$", "u");

function validateOrdersOrderPlacedV1(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((data.orderId === undefined) && (missing0 = "orderId")) || ((data.customer === undefined) && (missing0 = "customer"))) || ((data.restaurantId === undefined) && (missing0 = "restaurantId"))) || ((data.zone === undefined) && (missing0 = "zone"))) || ((data.items === undefined) && (missing0 = "items"))) || ((data.total === undefined) && (missing0 = "total"))) || ((data.card === undefined) && (missing0 = "card"))) || ((data.address === undefined) && (missing0 = "address"))){
validateOrdersOrderPlacedV1.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.orderId !== undefined){
let data0 = data.orderId;
const _errs1 = errors;
if(errors === _errs1){
if(errors === _errs1){
if(typeof data0 === "string"){
if(func2(data0) > 36){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/maxLength",keyword:"maxLength",params:{limit: 36},message:"must NOT have more than 36 characters"}];
return false;
}
else {
if(!(formats0.test(data0))){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/format",keyword:"format",params:{format: "uuid"},message:"must match format \""+"uuid"+"\""}];
return false;
}
}
}
else {
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.customer !== undefined){
let data1 = data.customer;
const _errs3 = errors;
if(errors === _errs3){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing1;
if((((data1.customerId === undefined) && (missing1 = "customerId")) || ((data1.name === undefined) && (missing1 = "name"))) || ((data1.email === undefined) && (missing1 = "email"))){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/customer",schemaPath:"#/properties/customer/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data1.customerId !== undefined){
let data2 = data1.customerId;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data2 === "string"){
if(func2(data2) > 64){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/customer/customerId",schemaPath:"#/properties/customer/properties/customerId/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(func2(data2) < 1){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/customer/customerId",schemaPath:"#/properties/customer/properties/customerId/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern0.test(data2)){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/customer/customerId",schemaPath:"#/properties/customer/properties/customerId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\""}];
return false;
}
}
}
}
else {
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/customer/customerId",schemaPath:"#/properties/customer/properties/customerId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs5 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data1.name !== undefined){
let data3 = data1.name;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data3 === "string"){
if(func2(data3) > 100){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/customer/name",schemaPath:"#/properties/customer/properties/name/maxLength",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters"}];
return false;
}
else {
if(func2(data3) < 1){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/customer/name",schemaPath:"#/properties/customer/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/customer/name",schemaPath:"#/properties/customer/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs7 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data1.email !== undefined){
let data4 = data1.email;
const _errs9 = errors;
if(errors === _errs9){
if(errors === _errs9){
if(typeof data4 === "string"){
if(func2(data4) > 254){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/customer/email",schemaPath:"#/properties/customer/properties/email/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters"}];
return false;
}
else {
if(!(formats12.test(data4))){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/customer/email",schemaPath:"#/properties/customer/properties/email/format",keyword:"format",params:{format: "email"},message:"must match format \""+"email"+"\""}];
return false;
}
}
}
else {
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/customer/email",schemaPath:"#/properties/customer/properties/email/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid1 = _errs9 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
else {
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/customer",schemaPath:"#/properties/customer/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.restaurantId !== undefined){
let data5 = data.restaurantId;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data5 === "string"){
if(func2(data5) > 64){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/restaurantId",schemaPath:"#/properties/restaurantId/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(func2(data5) < 1){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/restaurantId",schemaPath:"#/properties/restaurantId/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern0.test(data5)){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/restaurantId",schemaPath:"#/properties/restaurantId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\""}];
return false;
}
}
}
}
else {
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/restaurantId",schemaPath:"#/properties/restaurantId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.zone !== undefined){
let data6 = data.zone;
const _errs13 = errors;
if(errors === _errs13){
if(typeof data6 === "string"){
if(func2(data6) > 64){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/zone",schemaPath:"#/properties/zone/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(func2(data6) < 1){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/zone",schemaPath:"#/properties/zone/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern0.test(data6)){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/zone",schemaPath:"#/properties/zone/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\""}];
return false;
}
}
}
}
else {
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/zone",schemaPath:"#/properties/zone/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.items !== undefined){
let data7 = data.items;
const _errs15 = errors;
if(errors === _errs15){
if(Array.isArray(data7)){
if(data7.length > 50){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/items",schemaPath:"#/properties/items/maxItems",keyword:"maxItems",params:{limit: 50},message:"must NOT have more than 50 items"}];
return false;
}
else {
if(data7.length < 1){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/items",schemaPath:"#/properties/items/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
let data8 = data7[i0];
const _errs17 = errors;
if(errors === _errs17){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
let missing2;
if(((((data8.dishId === undefined) && (missing2 = "dishId")) || ((data8.name === undefined) && (missing2 = "name"))) || ((data8.quantity === undefined) && (missing2 = "quantity"))) || ((data8.unitPrice === undefined) && (missing2 = "unitPrice"))){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/items/" + i0,schemaPath:"#/properties/items/items/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
if(data8.dishId !== undefined){
let data9 = data8.dishId;
const _errs19 = errors;
if(errors === _errs19){
if(typeof data9 === "string"){
if(func2(data9) > 64){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/items/" + i0+"/dishId",schemaPath:"#/properties/items/items/properties/dishId/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(func2(data9) < 1){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/items/" + i0+"/dishId",schemaPath:"#/properties/items/items/properties/dishId/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern0.test(data9)){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/items/" + i0+"/dishId",schemaPath:"#/properties/items/items/properties/dishId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\""}];
return false;
}
}
}
}
else {
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/items/" + i0+"/dishId",schemaPath:"#/properties/items/items/properties/dishId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs19 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data8.name !== undefined){
let data10 = data8.name;
const _errs21 = errors;
if(errors === _errs21){
if(typeof data10 === "string"){
if(func2(data10) > 100){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/items/" + i0+"/name",schemaPath:"#/properties/items/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters"}];
return false;
}
else {
if(func2(data10) < 1){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/items/" + i0+"/name",schemaPath:"#/properties/items/items/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/items/" + i0+"/name",schemaPath:"#/properties/items/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs21 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data8.quantity !== undefined){
let data11 = data8.quantity;
const _errs23 = errors;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/items/" + i0+"/quantity",schemaPath:"#/properties/items/items/properties/quantity/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs23){
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 99 || isNaN(data11)){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/items/" + i0+"/quantity",schemaPath:"#/properties/items/items/properties/quantity/maximum",keyword:"maximum",params:{comparison: "<=", limit: 99},message:"must be <= 99"}];
return false;
}
else {
if(data11 < 1 || isNaN(data11)){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/items/" + i0+"/quantity",schemaPath:"#/properties/items/items/properties/quantity/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid3 = _errs23 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data8.unitPrice !== undefined){
let data12 = data8.unitPrice;
const _errs25 = errors;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/items/" + i0+"/unitPrice",schemaPath:"#/properties/items/items/properties/unitPrice/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs25){
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 > 1000000 || isNaN(data12)){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/items/" + i0+"/unitPrice",schemaPath:"#/properties/items/items/properties/unitPrice/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000"}];
return false;
}
else {
if(data12 < 0 || isNaN(data12)){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/items/" + i0+"/unitPrice",schemaPath:"#/properties/items/items/properties/unitPrice/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid3 = _errs25 === errors;
}
else {
var valid3 = true;
}
}
}
}
}
}
else {
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/items/" + i0,schemaPath:"#/properties/items/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid2 = _errs17 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/items",schemaPath:"#/properties/items/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.total !== undefined){
let data13 = data.total;
const _errs27 = errors;
const _errs29 = errors;
if(errors === _errs29){
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
let missing3;
if(((data13.amount === undefined) && (missing3 = "amount")) || ((data13.currency === undefined) && (missing3 = "currency"))){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/total",schemaPath:"#/definitions/Money/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"}];
return false;
}
else {
if(data13.amount !== undefined){
let data14 = data13.amount;
const _errs31 = errors;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/total/amount",schemaPath:"#/definitions/Money/properties/amount/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs31){
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 > 4950000000 || isNaN(data14)){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/total/amount",schemaPath:"#/definitions/Money/properties/amount/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4950000000},message:"must be <= 4950000000"}];
return false;
}
else {
if(data14 < 0 || isNaN(data14)){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/total/amount",schemaPath:"#/definitions/Money/properties/amount/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid6 = _errs31 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data13.currency !== undefined){
let data15 = data13.currency;
const _errs33 = errors;
if(typeof data15 !== "string"){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/total/currency",schemaPath:"#/definitions/Money/properties/currency/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("EUR" !== data15){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/total/currency",schemaPath:"#/definitions/Money/properties/currency/const",keyword:"const",params:{allowedValue: "EUR"},message:"must be equal to constant"}];
return false;
}
var valid6 = _errs33 === errors;
}
else {
var valid6 = true;
}
}
}
}
else {
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/total",schemaPath:"#/definitions/Money/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs27 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.card !== undefined){
let data16 = data.card;
const _errs35 = errors;
if(errors === _errs35){
if(typeof data16 === "string"){
if(func2(data16) > 100){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/card",schemaPath:"#/properties/card/maxLength",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters"}];
return false;
}
else {
if(func2(data16) < 5){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/card",schemaPath:"#/properties/card/minLength",keyword:"minLength",params:{limit: 5},message:"must NOT have fewer than 5 characters"}];
return false;
}
else {
if(!pattern8.test(data16)){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/card",schemaPath:"#/properties/card/pattern",keyword:"pattern",params:{pattern: "^tok_[a-z0-9_]+$"},message:"must match pattern \""+"^tok_[a-z0-9_]+$"+"\""}];
return false;
}
}
}
}
else {
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/card",schemaPath:"#/properties/card/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs35 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.address !== undefined){
let data17 = data.address;
const _errs37 = errors;
if(errors === _errs37){
if(typeof data17 === "string"){
if(func2(data17) > 200){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/address",schemaPath:"#/properties/address/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"}];
return false;
}
else {
if(func2(data17) < 1){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/address",schemaPath:"#/properties/address/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/address",schemaPath:"#/properties/address/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs37 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.note !== undefined){
let data18 = data.note;
const _errs39 = errors;
if(errors === _errs39){
if(typeof data18 === "string"){
if(func2(data18) > 500){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/note",schemaPath:"#/properties/note/maxLength",keyword:"maxLength",params:{limit: 500},message:"must NOT have more than 500 characters"}];
return false;
}
else {
if(func2(data18) < 1){
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/note",schemaPath:"#/properties/note/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validateOrdersOrderPlacedV1.errors = [{instancePath:instancePath+"/note",schemaPath:"#/properties/note/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs39 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
else {
validateOrdersOrderPlacedV1.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validateOrdersOrderPlacedV1.errors = vErrors;
return errors === 0;
}

const formats16 = fullFormats["date-time"];
const pattern9 = new RegExp("^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z$", "u");

function validatePaymentsPaymentConfirmationRequiredV1(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.orderId === undefined) && (missing0 = "orderId")) || ((data.amount === undefined) && (missing0 = "amount"))) || ((data.expiresAt === undefined) && (missing0 = "expiresAt"))){
validatePaymentsPaymentConfirmationRequiredV1.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.orderId !== undefined){
let data0 = data.orderId;
const _errs1 = errors;
if(errors === _errs1){
if(errors === _errs1){
if(typeof data0 === "string"){
if(func2(data0) > 36){
validatePaymentsPaymentConfirmationRequiredV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/maxLength",keyword:"maxLength",params:{limit: 36},message:"must NOT have more than 36 characters"}];
return false;
}
else {
if(!(formats0.test(data0))){
validatePaymentsPaymentConfirmationRequiredV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/format",keyword:"format",params:{format: "uuid"},message:"must match format \""+"uuid"+"\""}];
return false;
}
}
}
else {
validatePaymentsPaymentConfirmationRequiredV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.amount !== undefined){
let data1 = data.amount;
const _errs3 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing1;
if(((data1.amount === undefined) && (missing1 = "amount")) || ((data1.currency === undefined) && (missing1 = "currency"))){
validatePaymentsPaymentConfirmationRequiredV1.errors = [{instancePath:instancePath+"/amount",schemaPath:"#/definitions/Money/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data1.amount !== undefined){
let data2 = data1.amount;
const _errs7 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validatePaymentsPaymentConfirmationRequiredV1.errors = [{instancePath:instancePath+"/amount/amount",schemaPath:"#/definitions/Money/properties/amount/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs7){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 4950000000 || isNaN(data2)){
validatePaymentsPaymentConfirmationRequiredV1.errors = [{instancePath:instancePath+"/amount/amount",schemaPath:"#/definitions/Money/properties/amount/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4950000000},message:"must be <= 4950000000"}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validatePaymentsPaymentConfirmationRequiredV1.errors = [{instancePath:instancePath+"/amount/amount",schemaPath:"#/definitions/Money/properties/amount/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid3 = _errs7 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data1.currency !== undefined){
let data3 = data1.currency;
const _errs9 = errors;
if(typeof data3 !== "string"){
validatePaymentsPaymentConfirmationRequiredV1.errors = [{instancePath:instancePath+"/amount/currency",schemaPath:"#/definitions/Money/properties/currency/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("EUR" !== data3){
validatePaymentsPaymentConfirmationRequiredV1.errors = [{instancePath:instancePath+"/amount/currency",schemaPath:"#/definitions/Money/properties/currency/const",keyword:"const",params:{allowedValue: "EUR"},message:"must be equal to constant"}];
return false;
}
var valid3 = _errs9 === errors;
}
else {
var valid3 = true;
}
}
}
}
else {
validatePaymentsPaymentConfirmationRequiredV1.errors = [{instancePath:instancePath+"/amount",schemaPath:"#/definitions/Money/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.expiresAt !== undefined){
let data4 = data.expiresAt;
const _errs11 = errors;
const _errs13 = errors;
if(errors === _errs13){
if(errors === _errs13){
if(typeof data4 === "string"){
if(func2(data4) > 24){
validatePaymentsPaymentConfirmationRequiredV1.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"#/definitions/Instant/maxLength",keyword:"maxLength",params:{limit: 24},message:"must NOT have more than 24 characters"}];
return false;
}
else {
if(!pattern9.test(data4)){
validatePaymentsPaymentConfirmationRequiredV1.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"#/definitions/Instant/pattern",keyword:"pattern",params:{pattern: "^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z$"},message:"must match pattern \""+"^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z$"+"\""}];
return false;
}
else {
if(!(formats16.validate(data4))){
validatePaymentsPaymentConfirmationRequiredV1.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"#/definitions/Instant/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""}];
return false;
}
}
}
}
else {
validatePaymentsPaymentConfirmationRequiredV1.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"#/definitions/Instant/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validatePaymentsPaymentConfirmationRequiredV1.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validatePaymentsPaymentConfirmationRequiredV1.errors = vErrors;
return errors === 0;
}

const schema21 = {"type":"object","required":["orderId","reason"],"properties":{"orderId":{"type":"string","format":"uuid","maxLength":36},"reason":{"type":"string","enum":["card-declined","insufficient-funds","invalid-card"]}}};

function validatePaymentsPaymentDeclinedV1(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.orderId === undefined) && (missing0 = "orderId")) || ((data.reason === undefined) && (missing0 = "reason"))){
validatePaymentsPaymentDeclinedV1.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.orderId !== undefined){
let data0 = data.orderId;
const _errs1 = errors;
if(errors === _errs1){
if(errors === _errs1){
if(typeof data0 === "string"){
if(func2(data0) > 36){
validatePaymentsPaymentDeclinedV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/maxLength",keyword:"maxLength",params:{limit: 36},message:"must NOT have more than 36 characters"}];
return false;
}
else {
if(!(formats0.test(data0))){
validatePaymentsPaymentDeclinedV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/format",keyword:"format",params:{format: "uuid"},message:"must match format \""+"uuid"+"\""}];
return false;
}
}
}
else {
validatePaymentsPaymentDeclinedV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reason !== undefined){
let data1 = data.reason;
const _errs3 = errors;
if(typeof data1 !== "string"){
validatePaymentsPaymentDeclinedV1.errors = [{instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data1 === "card-declined") || (data1 === "insufficient-funds")) || (data1 === "invalid-card"))){
validatePaymentsPaymentDeclinedV1.errors = [{instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/enum",keyword:"enum",params:{allowedValues: schema21.properties.reason.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validatePaymentsPaymentDeclinedV1.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validatePaymentsPaymentDeclinedV1.errors = vErrors;
return errors === 0;
}


function validatePaymentsPaymentExpiredV1(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.orderId === undefined) && (missing0 = "orderId")) || ((data.expiredAt === undefined) && (missing0 = "expiredAt"))){
validatePaymentsPaymentExpiredV1.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.orderId !== undefined){
let data0 = data.orderId;
const _errs1 = errors;
if(errors === _errs1){
if(errors === _errs1){
if(typeof data0 === "string"){
if(func2(data0) > 36){
validatePaymentsPaymentExpiredV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/maxLength",keyword:"maxLength",params:{limit: 36},message:"must NOT have more than 36 characters"}];
return false;
}
else {
if(!(formats0.test(data0))){
validatePaymentsPaymentExpiredV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/format",keyword:"format",params:{format: "uuid"},message:"must match format \""+"uuid"+"\""}];
return false;
}
}
}
else {
validatePaymentsPaymentExpiredV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.expiredAt !== undefined){
let data1 = data.expiredAt;
const _errs3 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(errors === _errs5){
if(typeof data1 === "string"){
if(func2(data1) > 24){
validatePaymentsPaymentExpiredV1.errors = [{instancePath:instancePath+"/expiredAt",schemaPath:"#/definitions/Instant/maxLength",keyword:"maxLength",params:{limit: 24},message:"must NOT have more than 24 characters"}];
return false;
}
else {
if(!pattern9.test(data1)){
validatePaymentsPaymentExpiredV1.errors = [{instancePath:instancePath+"/expiredAt",schemaPath:"#/definitions/Instant/pattern",keyword:"pattern",params:{pattern: "^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z$"},message:"must match pattern \""+"^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z$"+"\""}];
return false;
}
else {
if(!(formats16.validate(data1))){
validatePaymentsPaymentExpiredV1.errors = [{instancePath:instancePath+"/expiredAt",schemaPath:"#/definitions/Instant/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""}];
return false;
}
}
}
}
else {
validatePaymentsPaymentExpiredV1.errors = [{instancePath:instancePath+"/expiredAt",schemaPath:"#/definitions/Instant/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validatePaymentsPaymentExpiredV1.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validatePaymentsPaymentExpiredV1.errors = vErrors;
return errors === 0;
}

const schema24 = {"type":"object","required":["orderId","amount","chargeId","refundId","reason"],"properties":{"orderId":{"type":"string","format":"uuid","maxLength":36},"amount":{"allOf":[{"$ref":"#/definitions/Money"}]},"chargeId":{"type":"string","minLength":1,"maxLength":100},"refundId":{"type":"string","minLength":1,"maxLength":100},"reason":{"type":"string","enum":["order-cancelled","paid-too-late"]}},"definitions":{"Money":{"type":"object","required":["amount","currency"],"properties":{"amount":{"type":"integer","minimum":0,"maximum":4950000000},"currency":{"type":"string","const":"EUR"}}}}};

function validatePaymentsPaymentRefundedV1(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.orderId === undefined) && (missing0 = "orderId")) || ((data.amount === undefined) && (missing0 = "amount"))) || ((data.chargeId === undefined) && (missing0 = "chargeId"))) || ((data.refundId === undefined) && (missing0 = "refundId"))) || ((data.reason === undefined) && (missing0 = "reason"))){
validatePaymentsPaymentRefundedV1.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.orderId !== undefined){
let data0 = data.orderId;
const _errs1 = errors;
if(errors === _errs1){
if(errors === _errs1){
if(typeof data0 === "string"){
if(func2(data0) > 36){
validatePaymentsPaymentRefundedV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/maxLength",keyword:"maxLength",params:{limit: 36},message:"must NOT have more than 36 characters"}];
return false;
}
else {
if(!(formats0.test(data0))){
validatePaymentsPaymentRefundedV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/format",keyword:"format",params:{format: "uuid"},message:"must match format \""+"uuid"+"\""}];
return false;
}
}
}
else {
validatePaymentsPaymentRefundedV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.amount !== undefined){
let data1 = data.amount;
const _errs3 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing1;
if(((data1.amount === undefined) && (missing1 = "amount")) || ((data1.currency === undefined) && (missing1 = "currency"))){
validatePaymentsPaymentRefundedV1.errors = [{instancePath:instancePath+"/amount",schemaPath:"#/definitions/Money/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data1.amount !== undefined){
let data2 = data1.amount;
const _errs7 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validatePaymentsPaymentRefundedV1.errors = [{instancePath:instancePath+"/amount/amount",schemaPath:"#/definitions/Money/properties/amount/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs7){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 4950000000 || isNaN(data2)){
validatePaymentsPaymentRefundedV1.errors = [{instancePath:instancePath+"/amount/amount",schemaPath:"#/definitions/Money/properties/amount/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4950000000},message:"must be <= 4950000000"}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validatePaymentsPaymentRefundedV1.errors = [{instancePath:instancePath+"/amount/amount",schemaPath:"#/definitions/Money/properties/amount/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid3 = _errs7 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data1.currency !== undefined){
let data3 = data1.currency;
const _errs9 = errors;
if(typeof data3 !== "string"){
validatePaymentsPaymentRefundedV1.errors = [{instancePath:instancePath+"/amount/currency",schemaPath:"#/definitions/Money/properties/currency/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("EUR" !== data3){
validatePaymentsPaymentRefundedV1.errors = [{instancePath:instancePath+"/amount/currency",schemaPath:"#/definitions/Money/properties/currency/const",keyword:"const",params:{allowedValue: "EUR"},message:"must be equal to constant"}];
return false;
}
var valid3 = _errs9 === errors;
}
else {
var valid3 = true;
}
}
}
}
else {
validatePaymentsPaymentRefundedV1.errors = [{instancePath:instancePath+"/amount",schemaPath:"#/definitions/Money/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.chargeId !== undefined){
let data4 = data.chargeId;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data4 === "string"){
if(func2(data4) > 100){
validatePaymentsPaymentRefundedV1.errors = [{instancePath:instancePath+"/chargeId",schemaPath:"#/properties/chargeId/maxLength",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters"}];
return false;
}
else {
if(func2(data4) < 1){
validatePaymentsPaymentRefundedV1.errors = [{instancePath:instancePath+"/chargeId",schemaPath:"#/properties/chargeId/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validatePaymentsPaymentRefundedV1.errors = [{instancePath:instancePath+"/chargeId",schemaPath:"#/properties/chargeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.refundId !== undefined){
let data5 = data.refundId;
const _errs13 = errors;
if(errors === _errs13){
if(typeof data5 === "string"){
if(func2(data5) > 100){
validatePaymentsPaymentRefundedV1.errors = [{instancePath:instancePath+"/refundId",schemaPath:"#/properties/refundId/maxLength",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters"}];
return false;
}
else {
if(func2(data5) < 1){
validatePaymentsPaymentRefundedV1.errors = [{instancePath:instancePath+"/refundId",schemaPath:"#/properties/refundId/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validatePaymentsPaymentRefundedV1.errors = [{instancePath:instancePath+"/refundId",schemaPath:"#/properties/refundId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reason !== undefined){
let data6 = data.reason;
const _errs15 = errors;
if(typeof data6 !== "string"){
validatePaymentsPaymentRefundedV1.errors = [{instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((data6 === "order-cancelled") || (data6 === "paid-too-late"))){
validatePaymentsPaymentRefundedV1.errors = [{instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/enum",keyword:"enum",params:{allowedValues: schema24.properties.reason.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validatePaymentsPaymentRefundedV1.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validatePaymentsPaymentRefundedV1.errors = vErrors;
return errors === 0;
}


function validatePaymentsPaymentStartedV1(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.orderId === undefined) && (missing0 = "orderId")) || ((data.amount === undefined) && (missing0 = "amount"))) || ((data.expiresAt === undefined) && (missing0 = "expiresAt"))){
validatePaymentsPaymentStartedV1.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.orderId !== undefined){
let data0 = data.orderId;
const _errs1 = errors;
if(errors === _errs1){
if(errors === _errs1){
if(typeof data0 === "string"){
if(func2(data0) > 36){
validatePaymentsPaymentStartedV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/maxLength",keyword:"maxLength",params:{limit: 36},message:"must NOT have more than 36 characters"}];
return false;
}
else {
if(!(formats0.test(data0))){
validatePaymentsPaymentStartedV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/format",keyword:"format",params:{format: "uuid"},message:"must match format \""+"uuid"+"\""}];
return false;
}
}
}
else {
validatePaymentsPaymentStartedV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.amount !== undefined){
let data1 = data.amount;
const _errs3 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing1;
if(((data1.amount === undefined) && (missing1 = "amount")) || ((data1.currency === undefined) && (missing1 = "currency"))){
validatePaymentsPaymentStartedV1.errors = [{instancePath:instancePath+"/amount",schemaPath:"#/definitions/Money/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data1.amount !== undefined){
let data2 = data1.amount;
const _errs7 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validatePaymentsPaymentStartedV1.errors = [{instancePath:instancePath+"/amount/amount",schemaPath:"#/definitions/Money/properties/amount/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs7){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 4950000000 || isNaN(data2)){
validatePaymentsPaymentStartedV1.errors = [{instancePath:instancePath+"/amount/amount",schemaPath:"#/definitions/Money/properties/amount/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4950000000},message:"must be <= 4950000000"}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validatePaymentsPaymentStartedV1.errors = [{instancePath:instancePath+"/amount/amount",schemaPath:"#/definitions/Money/properties/amount/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid3 = _errs7 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data1.currency !== undefined){
let data3 = data1.currency;
const _errs9 = errors;
if(typeof data3 !== "string"){
validatePaymentsPaymentStartedV1.errors = [{instancePath:instancePath+"/amount/currency",schemaPath:"#/definitions/Money/properties/currency/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("EUR" !== data3){
validatePaymentsPaymentStartedV1.errors = [{instancePath:instancePath+"/amount/currency",schemaPath:"#/definitions/Money/properties/currency/const",keyword:"const",params:{allowedValue: "EUR"},message:"must be equal to constant"}];
return false;
}
var valid3 = _errs9 === errors;
}
else {
var valid3 = true;
}
}
}
}
else {
validatePaymentsPaymentStartedV1.errors = [{instancePath:instancePath+"/amount",schemaPath:"#/definitions/Money/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.expiresAt !== undefined){
let data4 = data.expiresAt;
const _errs11 = errors;
const _errs13 = errors;
if(errors === _errs13){
if(errors === _errs13){
if(typeof data4 === "string"){
if(func2(data4) > 24){
validatePaymentsPaymentStartedV1.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"#/definitions/Instant/maxLength",keyword:"maxLength",params:{limit: 24},message:"must NOT have more than 24 characters"}];
return false;
}
else {
if(!pattern9.test(data4)){
validatePaymentsPaymentStartedV1.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"#/definitions/Instant/pattern",keyword:"pattern",params:{pattern: "^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z$"},message:"must match pattern \""+"^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z$"+"\""}];
return false;
}
else {
if(!(formats16.validate(data4))){
validatePaymentsPaymentStartedV1.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"#/definitions/Instant/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""}];
return false;
}
}
}
}
else {
validatePaymentsPaymentStartedV1.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"#/definitions/Instant/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validatePaymentsPaymentStartedV1.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validatePaymentsPaymentStartedV1.errors = vErrors;
return errors === 0;
}


function validatePaymentsPaymentSucceededV1(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.orderId === undefined) && (missing0 = "orderId")) || ((data.amount === undefined) && (missing0 = "amount"))) || ((data.chargeId === undefined) && (missing0 = "chargeId"))){
validatePaymentsPaymentSucceededV1.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.orderId !== undefined){
let data0 = data.orderId;
const _errs1 = errors;
if(errors === _errs1){
if(errors === _errs1){
if(typeof data0 === "string"){
if(func2(data0) > 36){
validatePaymentsPaymentSucceededV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/maxLength",keyword:"maxLength",params:{limit: 36},message:"must NOT have more than 36 characters"}];
return false;
}
else {
if(!(formats0.test(data0))){
validatePaymentsPaymentSucceededV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/format",keyword:"format",params:{format: "uuid"},message:"must match format \""+"uuid"+"\""}];
return false;
}
}
}
else {
validatePaymentsPaymentSucceededV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.amount !== undefined){
let data1 = data.amount;
const _errs3 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing1;
if(((data1.amount === undefined) && (missing1 = "amount")) || ((data1.currency === undefined) && (missing1 = "currency"))){
validatePaymentsPaymentSucceededV1.errors = [{instancePath:instancePath+"/amount",schemaPath:"#/definitions/Money/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data1.amount !== undefined){
let data2 = data1.amount;
const _errs7 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validatePaymentsPaymentSucceededV1.errors = [{instancePath:instancePath+"/amount/amount",schemaPath:"#/definitions/Money/properties/amount/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs7){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 4950000000 || isNaN(data2)){
validatePaymentsPaymentSucceededV1.errors = [{instancePath:instancePath+"/amount/amount",schemaPath:"#/definitions/Money/properties/amount/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4950000000},message:"must be <= 4950000000"}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validatePaymentsPaymentSucceededV1.errors = [{instancePath:instancePath+"/amount/amount",schemaPath:"#/definitions/Money/properties/amount/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid3 = _errs7 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data1.currency !== undefined){
let data3 = data1.currency;
const _errs9 = errors;
if(typeof data3 !== "string"){
validatePaymentsPaymentSucceededV1.errors = [{instancePath:instancePath+"/amount/currency",schemaPath:"#/definitions/Money/properties/currency/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("EUR" !== data3){
validatePaymentsPaymentSucceededV1.errors = [{instancePath:instancePath+"/amount/currency",schemaPath:"#/definitions/Money/properties/currency/const",keyword:"const",params:{allowedValue: "EUR"},message:"must be equal to constant"}];
return false;
}
var valid3 = _errs9 === errors;
}
else {
var valid3 = true;
}
}
}
}
else {
validatePaymentsPaymentSucceededV1.errors = [{instancePath:instancePath+"/amount",schemaPath:"#/definitions/Money/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.chargeId !== undefined){
let data4 = data.chargeId;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data4 === "string"){
if(func2(data4) > 100){
validatePaymentsPaymentSucceededV1.errors = [{instancePath:instancePath+"/chargeId",schemaPath:"#/properties/chargeId/maxLength",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters"}];
return false;
}
else {
if(func2(data4) < 1){
validatePaymentsPaymentSucceededV1.errors = [{instancePath:instancePath+"/chargeId",schemaPath:"#/properties/chargeId/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validatePaymentsPaymentSucceededV1.errors = [{instancePath:instancePath+"/chargeId",schemaPath:"#/properties/chargeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validatePaymentsPaymentSucceededV1.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validatePaymentsPaymentSucceededV1.errors = vErrors;
return errors === 0;
}


function validateRestaurantsMenuChangedV1(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((data.restaurantId === undefined) && (missing0 = "restaurantId")) || ((data.name === undefined) && (missing0 = "name"))) || ((data.zone === undefined) && (missing0 = "zone"))) || ((data.currency === undefined) && (missing0 = "currency"))) || ((data.revision === undefined) && (missing0 = "revision"))) || ((data.dishes === undefined) && (missing0 = "dishes"))){
validateRestaurantsMenuChangedV1.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.restaurantId !== undefined){
let data0 = data.restaurantId;
const _errs1 = errors;
if(errors === _errs1){
if(typeof data0 === "string"){
if(func2(data0) > 64){
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/restaurantId",schemaPath:"#/properties/restaurantId/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(func2(data0) < 1){
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/restaurantId",schemaPath:"#/properties/restaurantId/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern0.test(data0)){
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/restaurantId",schemaPath:"#/properties/restaurantId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\""}];
return false;
}
}
}
}
else {
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/restaurantId",schemaPath:"#/properties/restaurantId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
let data1 = data.name;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(func2(data1) > 100){
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters"}];
return false;
}
else {
if(func2(data1) < 1){
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.zone !== undefined){
let data2 = data.zone;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data2 === "string"){
if(func2(data2) > 64){
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/zone",schemaPath:"#/properties/zone/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(func2(data2) < 1){
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/zone",schemaPath:"#/properties/zone/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern0.test(data2)){
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/zone",schemaPath:"#/properties/zone/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\""}];
return false;
}
}
}
}
else {
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/zone",schemaPath:"#/properties/zone/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.currency !== undefined){
let data3 = data.currency;
const _errs7 = errors;
if(typeof data3 !== "string"){
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/currency",schemaPath:"#/properties/currency/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("EUR" !== data3){
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/currency",schemaPath:"#/properties/currency/const",keyword:"const",params:{allowedValue: "EUR"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.revision !== undefined){
let data4 = data.revision;
const _errs9 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/revision",schemaPath:"#/properties/revision/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs9){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 1000000000 || isNaN(data4)){
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/revision",schemaPath:"#/properties/revision/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data4 < 1 || isNaN(data4)){
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/revision",schemaPath:"#/properties/revision/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.dishes !== undefined){
let data5 = data.dishes;
const _errs11 = errors;
if(errors === _errs11){
if(Array.isArray(data5)){
if(data5.length > 200){
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/dishes",schemaPath:"#/properties/dishes/maxItems",keyword:"maxItems",params:{limit: 200},message:"must NOT have more than 200 items"}];
return false;
}
else {
if(data5.length < 0){
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/dishes",schemaPath:"#/properties/dishes/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
const _errs13 = errors;
if(errors === _errs13){
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
let missing1;
if(((((data6.dishId === undefined) && (missing1 = "dishId")) || ((data6.name === undefined) && (missing1 = "name"))) || ((data6.price === undefined) && (missing1 = "price"))) || ((data6.available === undefined) && (missing1 = "available"))){
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/dishes/" + i0,schemaPath:"#/properties/dishes/items/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data6.dishId !== undefined){
let data7 = data6.dishId;
const _errs15 = errors;
if(errors === _errs15){
if(typeof data7 === "string"){
if(func2(data7) > 64){
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/dishes/" + i0+"/dishId",schemaPath:"#/properties/dishes/items/properties/dishId/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(func2(data7) < 1){
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/dishes/" + i0+"/dishId",schemaPath:"#/properties/dishes/items/properties/dishId/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern0.test(data7)){
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/dishes/" + i0+"/dishId",schemaPath:"#/properties/dishes/items/properties/dishId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\""}];
return false;
}
}
}
}
else {
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/dishes/" + i0+"/dishId",schemaPath:"#/properties/dishes/items/properties/dishId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs15 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data6.name !== undefined){
let data8 = data6.name;
const _errs17 = errors;
if(errors === _errs17){
if(typeof data8 === "string"){
if(func2(data8) > 100){
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/dishes/" + i0+"/name",schemaPath:"#/properties/dishes/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters"}];
return false;
}
else {
if(func2(data8) < 1){
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/dishes/" + i0+"/name",schemaPath:"#/properties/dishes/items/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/dishes/" + i0+"/name",schemaPath:"#/properties/dishes/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs17 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data6.price !== undefined){
let data9 = data6.price;
const _errs19 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/dishes/" + i0+"/price",schemaPath:"#/properties/dishes/items/properties/price/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs19){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 1000000 || isNaN(data9)){
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/dishes/" + i0+"/price",schemaPath:"#/properties/dishes/items/properties/price/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000"}];
return false;
}
else {
if(data9 < 0 || isNaN(data9)){
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/dishes/" + i0+"/price",schemaPath:"#/properties/dishes/items/properties/price/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid2 = _errs19 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data6.available !== undefined){
const _errs21 = errors;
if(typeof data6.available !== "boolean"){
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/dishes/" + i0+"/available",schemaPath:"#/properties/dishes/items/properties/available/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid2 = _errs21 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
else {
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/dishes/" + i0,schemaPath:"#/properties/dishes/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid1 = _errs13 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validateRestaurantsMenuChangedV1.errors = [{instancePath:instancePath+"/dishes",schemaPath:"#/properties/dishes/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validateRestaurantsMenuChangedV1.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validateRestaurantsMenuChangedV1.errors = vErrors;
return errors === 0;
}


function validateRestaurantsOrderConfirmedV1(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((data.orderId === undefined) && (missing0 = "orderId")) || ((data.restaurantId === undefined) && (missing0 = "restaurantId"))) || ((data.restaurantName === undefined) && (missing0 = "restaurantName"))) || ((data.zone === undefined) && (missing0 = "zone"))) || ((data.address === undefined) && (missing0 = "address"))) || ((data.readyAt === undefined) && (missing0 = "readyAt"))){
validateRestaurantsOrderConfirmedV1.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.orderId !== undefined){
let data0 = data.orderId;
const _errs1 = errors;
if(errors === _errs1){
if(errors === _errs1){
if(typeof data0 === "string"){
if(func2(data0) > 36){
validateRestaurantsOrderConfirmedV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/maxLength",keyword:"maxLength",params:{limit: 36},message:"must NOT have more than 36 characters"}];
return false;
}
else {
if(!(formats0.test(data0))){
validateRestaurantsOrderConfirmedV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/format",keyword:"format",params:{format: "uuid"},message:"must match format \""+"uuid"+"\""}];
return false;
}
}
}
else {
validateRestaurantsOrderConfirmedV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.restaurantId !== undefined){
let data1 = data.restaurantId;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(func2(data1) > 64){
validateRestaurantsOrderConfirmedV1.errors = [{instancePath:instancePath+"/restaurantId",schemaPath:"#/properties/restaurantId/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(func2(data1) < 1){
validateRestaurantsOrderConfirmedV1.errors = [{instancePath:instancePath+"/restaurantId",schemaPath:"#/properties/restaurantId/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern0.test(data1)){
validateRestaurantsOrderConfirmedV1.errors = [{instancePath:instancePath+"/restaurantId",schemaPath:"#/properties/restaurantId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\""}];
return false;
}
}
}
}
else {
validateRestaurantsOrderConfirmedV1.errors = [{instancePath:instancePath+"/restaurantId",schemaPath:"#/properties/restaurantId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.restaurantName !== undefined){
let data2 = data.restaurantName;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data2 === "string"){
if(func2(data2) > 100){
validateRestaurantsOrderConfirmedV1.errors = [{instancePath:instancePath+"/restaurantName",schemaPath:"#/properties/restaurantName/maxLength",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters"}];
return false;
}
else {
if(func2(data2) < 1){
validateRestaurantsOrderConfirmedV1.errors = [{instancePath:instancePath+"/restaurantName",schemaPath:"#/properties/restaurantName/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validateRestaurantsOrderConfirmedV1.errors = [{instancePath:instancePath+"/restaurantName",schemaPath:"#/properties/restaurantName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.zone !== undefined){
let data3 = data.zone;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data3 === "string"){
if(func2(data3) > 64){
validateRestaurantsOrderConfirmedV1.errors = [{instancePath:instancePath+"/zone",schemaPath:"#/properties/zone/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(func2(data3) < 1){
validateRestaurantsOrderConfirmedV1.errors = [{instancePath:instancePath+"/zone",schemaPath:"#/properties/zone/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern0.test(data3)){
validateRestaurantsOrderConfirmedV1.errors = [{instancePath:instancePath+"/zone",schemaPath:"#/properties/zone/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\""}];
return false;
}
}
}
}
else {
validateRestaurantsOrderConfirmedV1.errors = [{instancePath:instancePath+"/zone",schemaPath:"#/properties/zone/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.address !== undefined){
let data4 = data.address;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data4 === "string"){
if(func2(data4) > 200){
validateRestaurantsOrderConfirmedV1.errors = [{instancePath:instancePath+"/address",schemaPath:"#/properties/address/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"}];
return false;
}
else {
if(func2(data4) < 1){
validateRestaurantsOrderConfirmedV1.errors = [{instancePath:instancePath+"/address",schemaPath:"#/properties/address/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validateRestaurantsOrderConfirmedV1.errors = [{instancePath:instancePath+"/address",schemaPath:"#/properties/address/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.readyAt !== undefined){
let data5 = data.readyAt;
const _errs11 = errors;
const _errs13 = errors;
if(errors === _errs13){
if(errors === _errs13){
if(typeof data5 === "string"){
if(func2(data5) > 24){
validateRestaurantsOrderConfirmedV1.errors = [{instancePath:instancePath+"/readyAt",schemaPath:"#/definitions/Instant/maxLength",keyword:"maxLength",params:{limit: 24},message:"must NOT have more than 24 characters"}];
return false;
}
else {
if(!pattern9.test(data5)){
validateRestaurantsOrderConfirmedV1.errors = [{instancePath:instancePath+"/readyAt",schemaPath:"#/definitions/Instant/pattern",keyword:"pattern",params:{pattern: "^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z$"},message:"must match pattern \""+"^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z$"+"\""}];
return false;
}
else {
if(!(formats16.validate(data5))){
validateRestaurantsOrderConfirmedV1.errors = [{instancePath:instancePath+"/readyAt",schemaPath:"#/definitions/Instant/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""}];
return false;
}
}
}
}
else {
validateRestaurantsOrderConfirmedV1.errors = [{instancePath:instancePath+"/readyAt",schemaPath:"#/definitions/Instant/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validateRestaurantsOrderConfirmedV1.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validateRestaurantsOrderConfirmedV1.errors = vErrors;
return errors === 0;
}


function validateRestaurantsOrderReadyV1(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.orderId === undefined) && (missing0 = "orderId")) || ((data.restaurantId === undefined) && (missing0 = "restaurantId"))){
validateRestaurantsOrderReadyV1.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.orderId !== undefined){
let data0 = data.orderId;
const _errs1 = errors;
if(errors === _errs1){
if(errors === _errs1){
if(typeof data0 === "string"){
if(func2(data0) > 36){
validateRestaurantsOrderReadyV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/maxLength",keyword:"maxLength",params:{limit: 36},message:"must NOT have more than 36 characters"}];
return false;
}
else {
if(!(formats0.test(data0))){
validateRestaurantsOrderReadyV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/format",keyword:"format",params:{format: "uuid"},message:"must match format \""+"uuid"+"\""}];
return false;
}
}
}
else {
validateRestaurantsOrderReadyV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.restaurantId !== undefined){
let data1 = data.restaurantId;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(func2(data1) > 64){
validateRestaurantsOrderReadyV1.errors = [{instancePath:instancePath+"/restaurantId",schemaPath:"#/properties/restaurantId/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(func2(data1) < 1){
validateRestaurantsOrderReadyV1.errors = [{instancePath:instancePath+"/restaurantId",schemaPath:"#/properties/restaurantId/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern0.test(data1)){
validateRestaurantsOrderReadyV1.errors = [{instancePath:instancePath+"/restaurantId",schemaPath:"#/properties/restaurantId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\""}];
return false;
}
}
}
}
else {
validateRestaurantsOrderReadyV1.errors = [{instancePath:instancePath+"/restaurantId",schemaPath:"#/properties/restaurantId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validateRestaurantsOrderReadyV1.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validateRestaurantsOrderReadyV1.errors = vErrors;
return errors === 0;
}

const schema35 = {"type":"object","required":["orderId","restaurantId","reason"],"properties":{"orderId":{"type":"string","format":"uuid","maxLength":36},"restaurantId":{"type":"string","pattern":"^[A-Za-z0-9_-]+$","minLength":1,"maxLength":64},"reason":{"type":"string","enum":["closed","dish-unavailable","kitchen-overloaded"]},"dishIds":{"type":"array","minItems":1,"maxItems":50,"items":{"type":"string","pattern":"^[A-Za-z0-9_-]+$","minLength":1,"maxLength":64}}}};

function validateRestaurantsOrderRejectedV1(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.orderId === undefined) && (missing0 = "orderId")) || ((data.restaurantId === undefined) && (missing0 = "restaurantId"))) || ((data.reason === undefined) && (missing0 = "reason"))){
validateRestaurantsOrderRejectedV1.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.orderId !== undefined){
let data0 = data.orderId;
const _errs1 = errors;
if(errors === _errs1){
if(errors === _errs1){
if(typeof data0 === "string"){
if(func2(data0) > 36){
validateRestaurantsOrderRejectedV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/maxLength",keyword:"maxLength",params:{limit: 36},message:"must NOT have more than 36 characters"}];
return false;
}
else {
if(!(formats0.test(data0))){
validateRestaurantsOrderRejectedV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/format",keyword:"format",params:{format: "uuid"},message:"must match format \""+"uuid"+"\""}];
return false;
}
}
}
else {
validateRestaurantsOrderRejectedV1.errors = [{instancePath:instancePath+"/orderId",schemaPath:"#/properties/orderId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.restaurantId !== undefined){
let data1 = data.restaurantId;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(func2(data1) > 64){
validateRestaurantsOrderRejectedV1.errors = [{instancePath:instancePath+"/restaurantId",schemaPath:"#/properties/restaurantId/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(func2(data1) < 1){
validateRestaurantsOrderRejectedV1.errors = [{instancePath:instancePath+"/restaurantId",schemaPath:"#/properties/restaurantId/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern0.test(data1)){
validateRestaurantsOrderRejectedV1.errors = [{instancePath:instancePath+"/restaurantId",schemaPath:"#/properties/restaurantId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\""}];
return false;
}
}
}
}
else {
validateRestaurantsOrderRejectedV1.errors = [{instancePath:instancePath+"/restaurantId",schemaPath:"#/properties/restaurantId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reason !== undefined){
let data2 = data.reason;
const _errs5 = errors;
if(typeof data2 !== "string"){
validateRestaurantsOrderRejectedV1.errors = [{instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data2 === "closed") || (data2 === "dish-unavailable")) || (data2 === "kitchen-overloaded"))){
validateRestaurantsOrderRejectedV1.errors = [{instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/enum",keyword:"enum",params:{allowedValues: schema35.properties.reason.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.dishIds !== undefined){
let data3 = data.dishIds;
const _errs7 = errors;
if(errors === _errs7){
if(Array.isArray(data3)){
if(data3.length > 50){
validateRestaurantsOrderRejectedV1.errors = [{instancePath:instancePath+"/dishIds",schemaPath:"#/properties/dishIds/maxItems",keyword:"maxItems",params:{limit: 50},message:"must NOT have more than 50 items"}];
return false;
}
else {
if(data3.length < 1){
validateRestaurantsOrderRejectedV1.errors = [{instancePath:instancePath+"/dishIds",schemaPath:"#/properties/dishIds/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
const _errs9 = errors;
if(errors === _errs9){
if(typeof data4 === "string"){
if(func2(data4) > 64){
validateRestaurantsOrderRejectedV1.errors = [{instancePath:instancePath+"/dishIds/" + i0,schemaPath:"#/properties/dishIds/items/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(func2(data4) < 1){
validateRestaurantsOrderRejectedV1.errors = [{instancePath:instancePath+"/dishIds/" + i0,schemaPath:"#/properties/dishIds/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern0.test(data4)){
validateRestaurantsOrderRejectedV1.errors = [{instancePath:instancePath+"/dishIds/" + i0,schemaPath:"#/properties/dishIds/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\""}];
return false;
}
}
}
}
else {
validateRestaurantsOrderRejectedV1.errors = [{instancePath:instancePath+"/dishIds/" + i0,schemaPath:"#/properties/dishIds/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs9 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validateRestaurantsOrderRejectedV1.errors = [{instancePath:instancePath+"/dishIds",schemaPath:"#/properties/dishIds/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validateRestaurantsOrderRejectedV1.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validateRestaurantsOrderRejectedV1.errors = vErrors;
return errors === 0;
}

const pattern21 = new RegExp("^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", "u");
const pattern22 = new RegExp("^/[a-z]+$", "u");
const pattern23 = new RegExp("^[a-z]+\\.[a-z]+(-[a-z]+)*(\\.v[1-9][0-9]*)?$", "u");
const pattern28 = new RegExp("^(0|[1-9][0-9]*)$", "u");
const pattern29 = new RegExp("^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$", "u");

export function validateEnvelope(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((((((((data.specversion === undefined) && (missing0 = "specversion")) || ((data.id === undefined) && (missing0 = "id"))) || ((data.source === undefined) && (missing0 = "source"))) || ((data.type === undefined) && (missing0 = "type"))) || ((data.subject === undefined) && (missing0 = "subject"))) || ((data.time === undefined) && (missing0 = "time"))) || ((data.datacontenttype === undefined) && (missing0 = "datacontenttype"))) || ((data.dataschema === undefined) && (missing0 = "dataschema"))) || ((data.correlationid === undefined) && (missing0 = "correlationid"))) || ((data.causationid === undefined) && (missing0 = "causationid"))) || ((data.sequence === undefined) && (missing0 = "sequence"))) || ((data.traceparent === undefined) && (missing0 = "traceparent"))) || ((data.data === undefined) && (missing0 = "data"))){
validateEnvelope.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.specversion !== undefined){
let data0 = data.specversion;
const _errs1 = errors;
if(typeof data0 !== "string"){
validateEnvelope.errors = [{instancePath:instancePath+"/specversion",schemaPath:"#/properties/specversion/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("1.0" !== data0){
validateEnvelope.errors = [{instancePath:instancePath+"/specversion",schemaPath:"#/properties/specversion/const",keyword:"const",params:{allowedValue: "1.0"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data1 = data.id;
const _errs3 = errors;
if(errors === _errs3){
if(errors === _errs3){
if(typeof data1 === "string"){
if(func2(data1) > 36){
validateEnvelope.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/maxLength",keyword:"maxLength",params:{limit: 36},message:"must NOT have more than 36 characters"}];
return false;
}
else {
if(!pattern21.test(data1)){
validateEnvelope.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"},message:"must match pattern \""+"^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"+"\""}];
return false;
}
else {
if(!(formats0.test(data1))){
validateEnvelope.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/format",keyword:"format",params:{format: "uuid"},message:"must match format \""+"uuid"+"\""}];
return false;
}
}
}
}
else {
validateEnvelope.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.source !== undefined){
let data2 = data.source;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data2 === "string"){
if(func2(data2) > 100){
validateEnvelope.errors = [{instancePath:instancePath+"/source",schemaPath:"#/properties/source/maxLength",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters"}];
return false;
}
else {
if(!pattern22.test(data2)){
validateEnvelope.errors = [{instancePath:instancePath+"/source",schemaPath:"#/properties/source/pattern",keyword:"pattern",params:{pattern: "^/[a-z]+$"},message:"must match pattern \""+"^/[a-z]+$"+"\""}];
return false;
}
}
}
else {
validateEnvelope.errors = [{instancePath:instancePath+"/source",schemaPath:"#/properties/source/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.type !== undefined){
let data3 = data.type;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data3 === "string"){
if(func2(data3) > 100){
validateEnvelope.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/maxLength",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters"}];
return false;
}
else {
if(!pattern23.test(data3)){
validateEnvelope.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/pattern",keyword:"pattern",params:{pattern: "^[a-z]+\\.[a-z]+(-[a-z]+)*(\\.v[1-9][0-9]*)?$"},message:"must match pattern \""+"^[a-z]+\\.[a-z]+(-[a-z]+)*(\\.v[1-9][0-9]*)?$"+"\""}];
return false;
}
}
}
else {
validateEnvelope.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.subject !== undefined){
let data4 = data.subject;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data4 === "string"){
if(func2(data4) > 100){
validateEnvelope.errors = [{instancePath:instancePath+"/subject",schemaPath:"#/properties/subject/maxLength",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters"}];
return false;
}
else {
if(func2(data4) < 1){
validateEnvelope.errors = [{instancePath:instancePath+"/subject",schemaPath:"#/properties/subject/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern0.test(data4)){
validateEnvelope.errors = [{instancePath:instancePath+"/subject",schemaPath:"#/properties/subject/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\""}];
return false;
}
}
}
}
else {
validateEnvelope.errors = [{instancePath:instancePath+"/subject",schemaPath:"#/properties/subject/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.time !== undefined){
let data5 = data.time;
const _errs11 = errors;
if(errors === _errs11){
if(errors === _errs11){
if(typeof data5 === "string"){
if(func2(data5) > 24){
validateEnvelope.errors = [{instancePath:instancePath+"/time",schemaPath:"#/properties/time/maxLength",keyword:"maxLength",params:{limit: 24},message:"must NOT have more than 24 characters"}];
return false;
}
else {
if(!pattern9.test(data5)){
validateEnvelope.errors = [{instancePath:instancePath+"/time",schemaPath:"#/properties/time/pattern",keyword:"pattern",params:{pattern: "^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z$"},message:"must match pattern \""+"^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z$"+"\""}];
return false;
}
else {
if(!(formats16.validate(data5))){
validateEnvelope.errors = [{instancePath:instancePath+"/time",schemaPath:"#/properties/time/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""}];
return false;
}
}
}
}
else {
validateEnvelope.errors = [{instancePath:instancePath+"/time",schemaPath:"#/properties/time/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.datacontenttype !== undefined){
let data6 = data.datacontenttype;
const _errs13 = errors;
if(typeof data6 !== "string"){
validateEnvelope.errors = [{instancePath:instancePath+"/datacontenttype",schemaPath:"#/properties/datacontenttype/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("application/json" !== data6){
validateEnvelope.errors = [{instancePath:instancePath+"/datacontenttype",schemaPath:"#/properties/datacontenttype/const",keyword:"const",params:{allowedValue: "application/json"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.dataschema !== undefined){
let data7 = data.dataschema;
const _errs15 = errors;
if(errors === _errs15){
if(typeof data7 === "string"){
if(func2(data7) > 200){
validateEnvelope.errors = [{instancePath:instancePath+"/dataschema",schemaPath:"#/properties/dataschema/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"}];
return false;
}
else {
if(func2(data7) < 1){
validateEnvelope.errors = [{instancePath:instancePath+"/dataschema",schemaPath:"#/properties/dataschema/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validateEnvelope.errors = [{instancePath:instancePath+"/dataschema",schemaPath:"#/properties/dataschema/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.correlationid !== undefined){
let data8 = data.correlationid;
const _errs17 = errors;
if(errors === _errs17){
if(typeof data8 === "string"){
if(func2(data8) > 100){
validateEnvelope.errors = [{instancePath:instancePath+"/correlationid",schemaPath:"#/properties/correlationid/maxLength",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters"}];
return false;
}
else {
if(func2(data8) < 1){
validateEnvelope.errors = [{instancePath:instancePath+"/correlationid",schemaPath:"#/properties/correlationid/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern0.test(data8)){
validateEnvelope.errors = [{instancePath:instancePath+"/correlationid",schemaPath:"#/properties/correlationid/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\""}];
return false;
}
}
}
}
else {
validateEnvelope.errors = [{instancePath:instancePath+"/correlationid",schemaPath:"#/properties/correlationid/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.causationid !== undefined){
let data9 = data.causationid;
const _errs19 = errors;
if(errors === _errs19){
if(errors === _errs19){
if(typeof data9 === "string"){
if(func2(data9) > 36){
validateEnvelope.errors = [{instancePath:instancePath+"/causationid",schemaPath:"#/properties/causationid/maxLength",keyword:"maxLength",params:{limit: 36},message:"must NOT have more than 36 characters"}];
return false;
}
else {
if(!pattern21.test(data9)){
validateEnvelope.errors = [{instancePath:instancePath+"/causationid",schemaPath:"#/properties/causationid/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"},message:"must match pattern \""+"^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"+"\""}];
return false;
}
else {
if(!(formats0.test(data9))){
validateEnvelope.errors = [{instancePath:instancePath+"/causationid",schemaPath:"#/properties/causationid/format",keyword:"format",params:{format: "uuid"},message:"must match format \""+"uuid"+"\""}];
return false;
}
}
}
}
else {
validateEnvelope.errors = [{instancePath:instancePath+"/causationid",schemaPath:"#/properties/causationid/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sequence !== undefined){
let data10 = data.sequence;
const _errs21 = errors;
if(errors === _errs21){
if(typeof data10 === "string"){
if(func2(data10) > 15){
validateEnvelope.errors = [{instancePath:instancePath+"/sequence",schemaPath:"#/properties/sequence/maxLength",keyword:"maxLength",params:{limit: 15},message:"must NOT have more than 15 characters"}];
return false;
}
else {
if(!pattern28.test(data10)){
validateEnvelope.errors = [{instancePath:instancePath+"/sequence",schemaPath:"#/properties/sequence/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]*)$"},message:"must match pattern \""+"^(0|[1-9][0-9]*)$"+"\""}];
return false;
}
}
}
else {
validateEnvelope.errors = [{instancePath:instancePath+"/sequence",schemaPath:"#/properties/sequence/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.traceparent !== undefined){
let data11 = data.traceparent;
const _errs23 = errors;
if(errors === _errs23){
if(typeof data11 === "string"){
if(func2(data11) > 55){
validateEnvelope.errors = [{instancePath:instancePath+"/traceparent",schemaPath:"#/properties/traceparent/maxLength",keyword:"maxLength",params:{limit: 55},message:"must NOT have more than 55 characters"}];
return false;
}
else {
if(!pattern29.test(data11)){
validateEnvelope.errors = [{instancePath:instancePath+"/traceparent",schemaPath:"#/properties/traceparent/pattern",keyword:"pattern",params:{pattern: "^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$"},message:"must match pattern \""+"^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$"+"\""}];
return false;
}
}
}
else {
validateEnvelope.errors = [{instancePath:instancePath+"/traceparent",schemaPath:"#/properties/traceparent/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs23 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data12 = data.data;
const _errs25 = errors;
if(!(data12 && typeof data12 == "object" && !Array.isArray(data12))){
validateEnvelope.errors = [{instancePath:instancePath+"/data",schemaPath:"#/properties/data/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validateEnvelope.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validateEnvelope.errors = vErrors;
return errors === 0;
}
