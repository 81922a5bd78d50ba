// Package syntax reads filters that are typed into a problem, such as country:PL or
// since:2018, and the values of forms and flags that mean the same. Limits that are said in
// running text are read by package scope.
package syntax
