using System;
using System.Collections.Generic;
using System.Text;

namespace Anchorage.DotNet.Link
{
    /// <summary>
    /// Signatures as text: two assemblies mean the same member when name and text are the same. On the way
    /// every type token that is mentioned is told to a visitor.
    /// </summary>
    internal sealed class Signature
    {
        private readonly Image m_image;
        private readonly Action<int> m_visit; ///< token; may be null

        internal Signature(Image image, Action<int> visit)
        {
            m_image = image;
            m_visit = visit;
        }

        /// <summary>A method's or field's: "string(int,System.Guid)", with generic arity in front.</summary>
        internal string Member(BlobReader blob)
        {
            int convention = blob.Next();
            if (convention == 0x06)
                return Type(blob);
            var text = new StringBuilder();
            if ((convention & 0x10) != 0)
                text.Append('`').Append(blob.Compressed());
            int count = blob.Compressed();
            text.Append((convention & 0x20) != 0 ? "" : "static ");
            text.Append(Type(blob)).Append('(');
            for (int i = 0; i < count; ++i)
                text.Append(i > 0 ? "," : "").Append(Type(blob));
            return text.Append(')').ToString();
        }

        /// <summary>Local variables, or the arguments of a generic method: only the mentions count.</summary>
        internal void Mentions(BlobReader blob)
        {
            blob.Next();
            int count = blob.Compressed();
            for (int i = 0; i < count; ++i)
                Type(blob);
        }

        internal string Type(BlobReader blob)
        {
            byte element = blob.Next();
            switch (element) {
            case 0x01: return "void";
            case 0x02: return "bool";
            case 0x03: return "char";
            case 0x04: return "sbyte";
            case 0x05: return "byte";
            case 0x06: return "short";
            case 0x07: return "ushort";
            case 0x08: return "int";
            case 0x09: return "uint";
            case 0x0A: return "long";
            case 0x0B: return "ulong";
            case 0x0C: return "float";
            case 0x0D: return "double";
            case 0x0E: return "string";
            case 0x16: return "typedref";
            case 0x18: return "nint";
            case 0x19: return "nuint";
            case 0x1C: return "object";
            case 0x0F: return Type(blob) + "*";
            case 0x10: return Type(blob) + "&";
            case 0x1D: return Type(blob) + "[]";
            case 0x45: return Type(blob); // pinned
            case 0x41: return "...";
            case 0x11:
            case 0x12: return Named(blob);
            case 0x13: return "!" + blob.Compressed();
            case 0x1E: return "!!" + blob.Compressed();
            case 0x1F:
            case 0x20: // custom modifiers say nothing about what is meant here
                Named(blob);
                return Type(blob);
            case 0x14: return Array(blob);
            case 0x15: return Generic(blob);
            case 0x1B: return "function " + Member(blob);
            default: throw new OddMetadataException("a signature has an element of number " + element);
            }
        }

        private string Named(BlobReader blob)
        {
            int coded = blob.Compressed();
            int token = ((int)TableShapes.Type[coded & 3] << 24) | (coded >> 2);
            if (m_visit != null)
                m_visit(token);
            return m_image.TypeName(token);
        }

        private string Array(BlobReader blob)
        {
            string element = Type(blob);
            int rank = blob.Compressed();
            for (int sizes = blob.Compressed(); sizes > 0; --sizes)
                blob.Compressed();
            for (int bounds = blob.Compressed(); bounds > 0; --bounds)
                blob.Compressed();
            return element + "[" + new string(',', rank - 1) + "]";
        }

        private string Generic(BlobReader blob)
        {
            blob.Next(); // class or value type
            var text = new StringBuilder(Named(blob));
            int count = blob.Compressed();
            var arguments = new List<string>(count);
            for (int i = 0; i < count; ++i)
                arguments.Add(Type(blob));
            return text.Append('<').Append(string.Join(",", arguments)).Append('>').ToString();
        }
    }
}
