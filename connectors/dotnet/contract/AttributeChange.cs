using System;
using System.Collections.Generic;
using Microsoft.MetadirectoryServices.DetachedObjectModel;

namespace Microsoft.MetadirectoryServices
{
    /// <summary>
    /// A change of one attribute. The factories know no schema: what they make is of type Undefined and
    /// single-valued; changes handed over on export carry type and IsMultiValued from the schema.
    /// </summary>
    [Serializable]
    public abstract class AttributeChange
    {
        protected AttributeChange() { }

        public abstract string Name { get; }
        public abstract AttributeType DataType { get; }
        public abstract bool IsMultiValued { get; }
        public abstract AttributeModificationType ModificationType { get; }
        public abstract IList<ValueChange> ValueChanges { get; }

        public static AttributeChange CreateAttributeAdd(string attributeName, object value)
        {
            return Make(attributeName, AttributeModificationType.Add, Single(value));
        }
        public static AttributeChange CreateAttributeAdd(string attributeName, IList<object> values)
        {
            return Make(attributeName, AttributeModificationType.Add, Adds(values));
        }
        public static AttributeChange CreateAttributeDelete(string attributeName)
        {
            return Make(attributeName, AttributeModificationType.Delete, null);
        }
        public static AttributeChange CreateAttributeReplace(string attributeName, object value)
        {
            return Make(attributeName, AttributeModificationType.Replace, Single(value));
        }
        public static AttributeChange CreateAttributeReplace(string attributeName, IList<object> values)
        {
            return Make(attributeName, AttributeModificationType.Replace, Adds(values));
        }
        public static AttributeChange CreateAttributeUpdate(string attributeName, object value)
        {
            return Make(attributeName, AttributeModificationType.Update, Single(value));
        }
        public static AttributeChange CreateAttributeUpdate(string attributeName, IList<ValueChange> valueChanges)
        {
            Check.NotNull(valueChanges, "valueChanges");
            return Make(attributeName, AttributeModificationType.Update, valueChanges);
        }

        /// <summary>A rename: Update of the pseudo attribute DN.</summary>
        public static AttributeChange CreateNewDN(string newDN)
        {
            Check.NotEmpty(newDN, "newDN");
            return Make(DetachedUtils.DNAttributeName, AttributeModificationType.Update, Single(newDN));
        }

        private static AttributeChange Make(string name, AttributeModificationType modification,
                                            IList<ValueChange> values)
        {
            return new AttributeChangeDetached(name, modification, values);
        }

        // With a list held as object, overload resolution lands on the factory for one value.
        private static IList<ValueChange> Single(object value)
        {
            Check.NotNull(value, "value");
            var list = value as IList<object>;
            if (list != null)
                return Adds(list);
            var changes = value as IList<ValueChange>;
            if (changes != null)
                return changes;
            return new List<ValueChange> { ValueChange.CreateValueAdd(value) };
        }

        private static IList<ValueChange> Adds(IList<object> values)
        {
            Check.NotNull(values, "values");
            var changes = new List<ValueChange>(values.Count);
            foreach (object value in values)
                changes.Add(ValueChange.CreateValueAdd(value));
            return changes;
        }
    }

    [Serializable]
    public sealed class ValueChange
    {
        public ValueChange(object value, ValueModificationType modificationType)
        {
            Check.NotNull(value, "value");
            Value = value;
            ModificationType = modificationType;
        }

        public object Value { get; private set; }
        public ValueModificationType ModificationType { get; private set; }

        public static ValueChange CreateValueAdd(object value)
        {
            return new ValueChange(value, ValueModificationType.Add);
        }
        public static ValueChange CreateValueDelete(object value)
        {
            return new ValueChange(value, ValueModificationType.Delete);
        }
    }

    public static class ValueChangeFactory
    {
        public static ValueChange CreateValueChange(object value, ValueModificationType modificationType)
        {
            return new ValueChange(value, modificationType);
        }
    }
}
