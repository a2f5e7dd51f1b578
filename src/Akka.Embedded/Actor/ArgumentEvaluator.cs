using System.Collections.ObjectModel;
using System.Linq.Expressions;
using System.Reflection;

namespace Akka.Actor;

/// <summary>
/// Evaluates the arguments of <c>() => new X(...)</c> by reading the tree: compiling it costs milliseconds.
/// </summary>
internal static class ArgumentEvaluator
{
    internal static object?[] Evaluate(ReadOnlyCollection<Expression> arguments)
    {
        if (arguments.Count == 0)
            return [];
        var values = new object?[arguments.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = Evaluate(arguments[i]);
        return values;
    }

    private static object? Evaluate(Expression expression) => expression switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field } member => field.GetValue(Target(member.Expression)),
        MemberExpression { Member: PropertyInfo property } member when Target(member.Expression) is var target
            && (target is not null || property.GetMethod!.IsStatic) => property.GetValue(target),
        UnaryExpression { NodeType: ExpressionType.Convert, Method: null } convert
            when convert.Type.IsAssignableFrom(convert.Operand.Type) => Evaluate(convert.Operand),
        _ => Interpret(expression),
    };

    private static object? Target(Expression? expression) => expression is null ? null : Evaluate(expression);

    private static object? Interpret(Expression expression) =>
        Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object)))
            .Compile(preferInterpretation: true)();
}
